import redis

r = redis.Redis()


def pagoefectivo_token():
    token = r.get("pagoefectivo:token")
    if token is None:
        token = authorize()["token"]
        r.set("pagoefectivo:token", token, ex=60 * 110)
    return token
