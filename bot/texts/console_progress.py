"""What stands on the pictures of progress."""

from __future__ import annotations

MATRIX = "{year}年登记报到和“五个一”,各网格"
MATRIX_NOTE = "每格是“做了的代表/这个网格的代表”,网格按编号排,不排名次。登记报到从本届算起。"
REGISTERED = "登记报到"
GRID, WHEN, CATEGORY, TOOK = "网格", "月份", "类别", "用了多久"
OVER_TIME = "{year}年走访、接待和登记报到,各月"
MONTH = "{month}月"
NOT_COUNTED = "退回、撤回的不算。"
BY_CATEGORY = "{year}年群众反映的问题,各类"
FAR = ("已销号", "还在办", "转报或不归人大")
NO_CATEGORY = "没写类别"
BY_CLOSING = "{year}年的问题,从反映到销号用了多久"
CLOSED_ONES = ("已销号",)
CLOSING_NOTE = "只算已经销号的,从群众反映那天算起。"
BY_GRID = "{year}年走访、接待和问题,各网格"
GRID_NOTE = "网格按编号排,不排名次。退回、撤回的不算。"
NO_GRID = "还没分网格"
