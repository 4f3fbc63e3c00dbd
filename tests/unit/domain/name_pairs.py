"""Pairs of people: Sansan name | Sansan e-mail | Salesforce name | Salesforce username."""

from __future__ import annotations

from wizard.domain.recipients import Recipient
from wizard.domain.users import SalesforceUser, SansanUser

_SAME = """
佐藤 花子 | a1@old.example | 佐藤 花子 | b1@crm.example
佐藤　花子 | a1@old.example | 佐藤 花子 | b1@crm.example
佐藤花子 | a1@old.example | 佐藤 花子 | b1@crm.example
佐藤 花子 | a1@old.example | 花子 佐藤 | b1@crm.example
髙橋 健太 | a1@old.example | 高橋 健太 | b1@crm.example
山﨑 愛 | a1@old.example | 山崎 愛 | b1@crm.example
渡邉 誠 | a1@old.example | 渡辺 誠 | b1@crm.example
渡邊 誠 | a1@old.example | 渡邉 誠 | b1@crm.example
齋藤 恵子 | a1@old.example | 斎藤 惠子 | b1@crm.example
齊藤 隆 | a1@old.example | 斉藤 隆 | b1@crm.example
𠮷田 学 | a1@old.example | 吉田 學 | b1@crm.example
濵田 直樹 | a1@old.example | 浜田 直樹 | b1@crm.example
澤田 香織 | a1@old.example | 沢田 香織 | b1@crm.example
德永 亮 | a1@old.example | 徳永 亮 | b1@crm.example
嶋田 彩 | a1@old.example | 島田 彩 | b1@crm.example
冨田 剛 | a1@old.example | 富田 剛 | b1@crm.example
國分 修 | a1@old.example | 国分 修 | b1@crm.example
廣瀨 葵 | a1@old.example | 広瀬 葵 | b1@crm.example
神谷 真 | a1@old.example | 神谷 眞 | b1@crm.example
佐藤 花子（営業） | a1@old.example | 佐藤 花子 | b1@crm.example
佐藤 花子 | a1@old.example | 佐藤 花子 [退職予定] | b1@crm.example
佐藤 花子様 | a1@old.example | 佐藤 花子 | b1@crm.example
サトウ ハナコ | a1@old.example | さとう はなこ | b1@crm.example
ｻﾄｳ ﾊﾅｺ | a1@old.example | サトウ ハナコ | b1@crm.example
サトウ ハナコ | a1@old.example | Hanako Sato | b1@crm.example
ｻﾄｳ ﾊﾅｺ | a1@old.example | SATO Hanako | b1@crm.example
オオノ ユウコ | a1@old.example | Yuko Ohno | b1@crm.example
コウノ タロウ | a1@old.example | Taro Kono | b1@crm.example
ハットリ ジュンイチ | a1@old.example | Jun'ichi Hattori | b1@crm.example
ナンバ ショウタ | a1@old.example | Shota Namba | b1@crm.example
ホンマ リョウ | a1@old.example | Ryo Homma | b1@crm.example
サトウハナコ | a1@old.example | Hanako Sato | b1@crm.example
Satou Hanako | a1@old.example | Hanako Satoh | b1@crm.example
Satō Hanako | a1@old.example | Sato Hanako | b1@crm.example
Sato Zyunko | a1@old.example | Junko Sato | b1@crm.example
SUZUKI Syunsuke | a1@old.example | Shunsuke Suzuki | b1@crm.example
Suzuki, Taro | a1@old.example | Taro Suzuki | b1@crm.example
Smith John | a1@old.example | John Smith | b1@crm.example
ＪＯＨＮ ＳＭＩＴＨ | a1@old.example | John Smith | b1@crm.example
Mr. John Smith | a1@old.example | John Smith | b1@crm.example
Müller Jürgen | a1@old.example | Juergen Mueller | b1@crm.example
Müller Jürgen | a1@old.example | Jurgen Muller | b1@crm.example
García María | a1@old.example | Maria Garcia | b1@crm.example
O'Brien Siobhán | a1@old.example | Siobhan O’Brien | b1@crm.example
Łukasiewicz Zofia | a1@old.example | Zofia Lukasiewicz | b1@crm.example
John Michael Smith | a1@old.example | Smith John Michael | b1@crm.example
ジョン・スミス | a1@old.example | スミス ジョン | b1@crm.example
佐藤 花子 | hanako.sato@old.example | Hanako Sato | b1@crm.example
佐藤 花子 | sato_hanako@old.example | Hanako Sato | b1@crm.example
佐藤 花子 | hanako.satou@old.example | Sato Hanako | b1@crm.example
Hanako Sato | a1@old.example | 佐藤 花子 | hanako.sato@crm.example
サトウ ハナコ | a1@old.example | 佐藤 花子 | hanako-sato@crm.example
佐藤 花子 | hanako.sato@old.example | 田中 花子 | hanako.sato@crm.example
佐藤 花子 | hanako.sato@old.example | 佐藤 花子 | sato.hanako@crm.example
김 민준 | a1@old.example | 민준 김 | b1@crm.example
李 小龍 | a1@old.example | 李小龍 | b1@crm.example
佐藤 花子 | h-sato@old.example | 佐藤 花子 | hanako.sato@old.example
佐藤 花子 | a1@old.example | Hanako Sato | b1@crm.example
佐藤 花子 | hsato@old.example | Hanako Sato | b1@crm.example
高橋 健太 | a1@old.example | タカハシ ケンタ | b1@crm.example
"""

_DIFFERENT = """
佐藤 花子 | a1@old.example | 佐藤 華子 | b1@crm.example
佐藤 花子 | a1@old.example | 佐藤 花 | b1@crm.example
佐藤 花子 | a1@old.example | 佐東 花子 | b1@crm.example
斎藤 誠 | a1@old.example | 斉藤 誠 | b1@crm.example
伊藤 愛 | a1@old.example | 伊東 愛 | b1@crm.example
太田 学 | a1@old.example | 大田 学 | b1@crm.example
河野 修 | a1@old.example | 川野 修 | b1@crm.example
佐藤 太郎 | a1@old.example | 佐藤 次郎 | b1@crm.example
佐藤 | a1@old.example | 佐藤 花子 | b1@crm.example
花子 | a1@old.example | 佐藤 花子 | b1@crm.example
佐藤 花子 | sato@old.example | 佐藤 華子 | sato@crm.example
オオノ ユウコ | a1@old.example | オノ ユウコ | b1@crm.example
サトウ ハナコ | a1@old.example | Hanae Sato | b1@crm.example
Smith John | a1@old.example | Jane Smith | b1@crm.example
Ueda Taro | a1@old.example | Uda Taro | b1@crm.example
Kenta Ito | a1@old.example | Kenji Ito | b1@crm.example
佐藤 花子 | hanako.sato@old.example | 佐藤 花代 | hanako.sato2@crm.example
佐藤 花子 | info@old.example | 田中 太郎 | info@crm.example
佐藤 花子 | hanako.sato@old.example | Hanae Sato | hanae.sato@crm.example
営業 | sales@old.example | 営業部 | sales@crm.example
 | a1@old.example |  | b1@crm.example
・ | @ | () | @
"""


def pairs(text: str) -> list[tuple[Recipient, SalesforceUser]]:
    """Return the pairs, each Sansan user with the default recipient, all ids different."""
    found = []
    for number, line in enumerate(text.strip("\n").split("\n")):
        name, email, other_name, username = (part.strip() for part in line.split("|"))
        recipient = Recipient(SansanUser(f"u{number}", name, email), "default", "admin@crm.example", "default")
        found.append((recipient, SalesforceUser(f"005{number}", username, other_name, username)))
    return found


SAME, DIFFERENT = pairs(_SAME), pairs(_DIFFERENT)
