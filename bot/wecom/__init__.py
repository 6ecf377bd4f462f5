"""The second channel: WeCom (企业微信), where an office's own people are members and no 48-hour rule holds.

Built of the official account's parts; what differs is here: the envelope, the token, the way to send.
"""
