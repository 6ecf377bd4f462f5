"""Tokens, the menu, parametric codes, followers and the self-checks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno
from starlette.responses import Response

from bot.simulator.platform.api import OK, Answer, Call, error
from bot.simulator.platform.material import menu_problem

if TYPE_CHECKING:
    from bot.simulator.platform.platform import Platform


def token(platform: Platform, call: Call) -> Answer:
    query = call.query
    if query.get("grant_type") != "client_credential":
        return error(40002, "invalid grant_type")
    refused = platform.tokens.refuse(query.get("appid", ""), query.get("secret", ""))
    if refused:
        return error(refused, "invalid credential")
    value, seconds = platform.tokens.plain(platform.now())
    return {"access_token": value, "expires_in": seconds}


def stable_token(platform: Platform, call: Call) -> Answer:
    body = call.json()
    if body is None:
        return error(47001, "data format error")
    if body.get("grant_type") != "client_credential":
        return error(40002, "invalid grant_type")
    refused = platform.tokens.refuse(str(body.get("appid", "")), str(body.get("secret", "")))
    if refused:
        return error(refused, "invalid credential")
    value, seconds = platform.tokens.stable(platform.now(), force=body.get("force_refresh") is True)
    return {"access_token": value, "expires_in": seconds}


def menu_create(platform: Platform, call: Call) -> Answer:
    menu = call.json()
    if menu is None:
        return error(47001, "data format error")
    if b"\\u" in call.body:
        return error(40033, "invalid charset")
    if problem := menu_problem(menu):
        return error(problem, "invalid menu")
    platform.material.menu = menu
    return OK


def menu_get(platform: Platform, _call: Call) -> Answer:
    menu = platform.material.menu
    if menu is None:
        return error(46003, "menu no exist")
    return {"menu": {"button": [{**b, "sub_button": b.get("sub_button", [])} for b in menu["button"]]}}


def menu_delete(platform: Platform, _call: Call) -> Answer:
    platform.material.menu = None
    return OK


def code_create(platform: Platform, call: Call) -> Answer:
    body = call.json()
    if body is None:
        return error(47001, "data format error")
    scene = (body.get("action_info") or {}).get("scene") or {}
    permanent = str(body.get("action_name", "")).startswith("QR_LIMIT_")
    value = str(scene.get("scene_str") or scene.get("scene_id") or "")
    if not 1 <= len(value) <= 64 or "SCENE" not in str(body.get("action_name")):
        return error(40053, "invalid action info")
    ticket = platform.material.ticket_of(value)
    answer = {"ticket": ticket, "url": f"http://weixin.qq.com/q/{ticket[2:22]}"}
    return answer if permanent else {**answer, "expire_seconds": int(body.get("expire_seconds", 60))}


def code_picture(platform: Platform, call: Call) -> Answer:
    ticket = call.query.get("ticket", "")
    if ticket not in platform.material.scene_of:
        return Response(status_code=404)
    picture = io.BytesIO()
    segno.make(f"http://weixin.qq.com/q/{ticket[2:22]}").save(picture, kind="png", scale=8)
    return Response(picture.getvalue(), media_type="image/png")


def user_info(platform: Platform, call: Call) -> Answer:
    openid = call.query.get("openid", "")
    person = platform.people.known(openid)
    if person is None:
        return error(40003, "invalid openid")
    if not person.following:
        return {"subscribe": 0, "openid": openid}
    since = int(person.followed_at.timestamp()) if person.followed_at else 0
    more = {"remark": "", "groupid": 0, "tagid_list": [], "qr_scene": 0, "qr_scene_str": person.scene}
    how = "ADD_SCENE_QR_CODE" if person.scene else "ADD_SCENE_SEARCH"
    return {"subscribe": 1, "openid": openid, "subscribe_time": since, "subscribe_scene": how, **more}


def callback_check(platform: Platform, call: Call) -> Answer:
    body = call.json() or {}
    if body.get("action") not in ("dns", "ping", "all"):
        return error(40202, "invalid action")
    if body.get("check_operator") not in ("CHINANET", "UNICOM", "CAP", "DEFAULT"):
        return error(40203, "invalid operator")
    if not platform.postman.callback_url:
        return error(40201, "no url")
    lost = "0%" if platform.verify_url() else "100%"
    ping = {"ip": "127.0.0.1", "from_operator": "CAP", "package_loss": lost, "time": "1.0ms"}
    return {"dns": [{"ip": "127.0.0.1", "real_operator": "CAP"}], "ping": [ping]}


def callback_ips(_platform: Platform, _call: Call) -> Answer:
    return {"ip_list": ["127.0.0.1", "101.226.103.0/25"]}


def clear_quota(platform: Platform, call: Call) -> Answer:
    body = call.json() or call.query
    return OK if body.get("appid") == platform.account.app_id else error(40013, "invalid appid")


WITHOUT_TOKEN = {
    "/cgi-bin/token",
    "/cgi-bin/stable_token",
    "/cgi-bin/showqrcode",
    "/cgi-bin/clear_quota/v2",
}
ROUTES = [
    ("GET", "/cgi-bin/token", token),
    ("POST", "/cgi-bin/stable_token", stable_token),
    ("POST", "/cgi-bin/menu/create", menu_create),
    ("GET", "/cgi-bin/menu/get", menu_get),
    ("GET", "/cgi-bin/menu/delete", menu_delete),
    ("POST", "/cgi-bin/qrcode/create", code_create),
    ("GET", "/cgi-bin/showqrcode", code_picture),
    ("GET", "/cgi-bin/user/info", user_info),
    ("POST", "/cgi-bin/callback/check", callback_check),
    ("GET", "/cgi-bin/getcallbackip", callback_ips),
    ("GET", "/cgi-bin/get_api_domain_ip", callback_ips),
    ("POST", "/cgi-bin/clear_quota", clear_quota),
    ("POST", "/cgi-bin/clear_quota/v2", clear_quota),
]
