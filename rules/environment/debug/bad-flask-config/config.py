import os


class Config:
    SECRET_KEY = os.environ["SECRET_KEY"]
    DEBUG = False


class ProductionConfig(Config):
    DEBUG = True  # pe-audit: expect
