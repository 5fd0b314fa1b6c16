import os


class Config:
    SECRET_KEY = os.environ["SECRET_KEY"]
    DEBUG = False


class DevelopmentConfig(Config):
    DEBUG = True


class ProductionConfig(Config):
    DEBUG = False
