from flask import Flask, request

from models import Deployment, db

app = Flask(__name__)


@app.post("/webhooks/github")
def github():
    event = request.get_json()
    if request.headers["X-GitHub-Event"] == "push":
        db.session.add(Deployment(commit=event["after"], status="pending"))
        db.session.commit()
    return "", 204
