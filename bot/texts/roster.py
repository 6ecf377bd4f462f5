"""What a clerk reads when she hands in the roster (花名册) or issues binding codes (绑定码)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

OLD_XLS = "这是老格式的 .xls,或者是加了密码的表格。请用 WPS 或 Excel 打开,去掉密码,“另存为” .xlsx 再导入。"
BROKEN_FILE = "这个文件打不开,可能没有保存完整。请用 WPS 或 Excel 打开看看,“另存为” .xlsx 再导入。"
NOT_A_TABLE = "这个文件不是表格。请导入 .xlsx 或 .csv 文件;可以先用 renda roster template 生成一份模板来填。"
TOO_LARGE_INSIDE = "这个表格里面的内容大得不正常,没有打开。请把花名册复制到一个新表格里,保存后再导入。"
UNKNOWN_ENCODING = "这个 csv 文件里的文字认不出来。请用 WPS 或 Excel 打开,“另存为” .xlsx 再导入。"
EMPTY_FILE = "这个文件是空的,没有可以导入的内容。"
FORMULA_ERROR = "公式出错了,请直接填内容"
TURNED_INTO_DATE = "被表格软件改成了日期,请把这一列设成“文本”再填"
NO_TABLE_FOUND = (
    "没有认出花名册:表头里要有“姓名”和“身份”,或者“联络站编号”“网格编号”。\n"
    "可以用 renda roster template 生成一份模板,照着填。"
)
NOTHING_TO_IMPORT = "表格里没有可以导入的行(写着“示例”的行不会导入)。"
NOTHING_CHANGED = "这次一个字也没有改。请改好上面这些行,再导入一次。"
DRY_RUN = "这是试运行,什么也没有改。去掉 --dry-run 就正式导入。"
ALL_BOUND = "所有人都已经绑定,不需要绑定码。"
CODES_ONCE = "绑定码只显示这一次,系统里不保存原码。请当面交给本人,不要发到群里。"


def too_many_rows(limit: int) -> str:
    return f"表格超过 {limit} 行,请分成几份导入。"


def too_large(path: Path, limit_bytes: int) -> str:
    return (
        f"文件 {path.name} 太大(超过 {limit_bytes // 1024 // 1024} MB),里面可能有图片。请只留花名册再导入。"
    )


def no_such_file(path: Path) -> str:
    return f"找不到文件 {path}。"


def unreadable(path: Path) -> str:
    return f"读不了文件 {path}。它可能正在 WPS 或 Excel 里开着,请先关掉。"


def where(sheet: str, row: int) -> str:
    return f"“{sheet}”第 {row} 行" if sheet else f"第 {row} 行"


def missing_columns(titles: Sequence[str]) -> str:
    return f"表头缺少 {'、'.join(f'“{title}”' for title in titles)}"


def empty_cell(title: str) -> str:
    return f"“{title}”没有填"


def unknown_role(text: str) -> str:
    return f"身份“{text}”认不出,请填 代表、专干 或 网格员"


def unknown_category(text: str) -> str:
    return f"类别“{text}”认不出,请填 联络站、网格、代表、专干 或 网格员"


def unknown_level(text: str) -> str:
    return f"代表层级“{text}”认不出,请填 乡镇、县级、市级、省级 或 全国(几级都是的用顿号隔开)"


def unknown_status(text: str) -> str:
    return f"状态“{text}”认不出,请填 在任 或 离任(不填就是在任)"


def unknown_place(what: str, text: str) -> str:
    return f"{what}“{text}”在表里和系统里都没有,请先在“{what}”表里加上,或检查有没有写错"


def ambiguous_place(what: str, text: str) -> str:
    return f"有几个{what}都叫“{text}”,请改填编号"


def repeated(other: str) -> str:
    return f"和{other}重复"


def same_name(name: str, other: str) -> str:
    return f"和{other}同名({name}),请给每个人填上电话或网格,好区分"


def same_name_known(name: str) -> str:
    return f"系统里有几位同名的{name},看不出是哪一位,请填上电话或网格"


def bad_rows(count: int) -> str:
    return f"有 {count} 处要改:"


def unused_columns(sheet: str, titles: Sequence[str]) -> str:
    name = f"“{sheet}”里的" if sheet else ""
    return f"提示:{name}{'、'.join(f'“{title}”' for title in titles)}没有用上(系统不需要,不保存)。"


def unused_sheet(title: str) -> str:
    return f"提示:工作表“{title}”没有认出表头,没有读。"


def skipped_examples(sheet: str, rows: Sequence[int]) -> str:
    numbers = "、".join(str(row) for row in rows)
    return f"提示:{where(sheet, 0).removesuffix('第 0 行')}第 {numbers} 行的序号写着“示例”,没有导入。"


def secret_unreadable(path: Path) -> str:
    return f"绑定码的密钥文件 {path} 读不了或坏了。请从备份里恢复;实在没有,删掉它再重新发绑定码。"


def codes_kept(count: int) -> str:
    return f"另有 {count} 人手里的绑定码还没过期,没有重发;要作废重发,加 --again。"


def nobody_in_station(station: str) -> str:
    return f"没有编号或名称是“{station}”的联络站。"


def imported(township: str) -> str:
    return f"已导入{township}的花名册。"


def nothing_new(township: str) -> str:
    return f"{township}的花名册和这份表一致,没有要改的。"


def would_stay(count: int) -> str:
    return f"另有 {count} 人在系统里、不在这份表里,保持不变(如果他们已经离任,状态写“离任”,或加 --full)。"


def wrote(path: Path) -> str:
    return f"已写好:{path}"


def wrote_codes(path: Path, count: int) -> str:
    return f"已为 {count} 人发绑定码,写在 {path}。{CODES_ONCE}"


def no_such_township(name: str) -> str:
    return f"还没有导入{name}的花名册。先运行 renda roster import 文件名.xlsx。"


def bad_suffix(path: Path) -> str:
    return f"文件名 {path.name} 的后缀不对,请用 .xlsx 或 .csv。"


def how_to_bind(name: str, code: str) -> str:
    return f"在公众号里发:绑定 {name} {code}"


WHAT = {"station": "联络站", "grid": "网格", "person": "人员"}
ACTIONS = {"added": "新增", "changed": "修改", "same": "不变", "left": "离任", "absent": "表里没有"}
SUMMARY_HEADINGS = ("", "新增", "修改", "离任", "不变", "表里没有")
LIST_HEADINGS = ("姓名", "身份", "联络站", "网格", "电话", "层级", "小组", "绑定", "状态")
CODE_HEADINGS = ("姓名", "身份", "联络站", "网格", "绑定码", "有效期至", "怎么用")
CODES_TITLE = "绑定码发放表"
BOUND, UNBOUND, IN_OFFICE, LEFT = "已绑定", "未绑定", "在任", "离任"
BAD_POINT = "位置不对:纬度是 3 到 54 之间的数,经度是 73 到 136 之间的数,两个都要写。"


def code_taken(code: str) -> str:
    return f"编号 {code} 已经有了,请换一个。"
