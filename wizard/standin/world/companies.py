"""The companies on the cards: 7,200 Japanese names and 96 foreign ones, with their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from wizard.standin.world.hashing import mix, pick
from wizard.standin.world.names import words

_HEADS = words(
    """
    東都/toto 大和/yamato 三陽/sanyo 北斗/hokuto 青葉/aoba 富士見/fujimi 日の出/hinode 瑞穂/mizuho 光洋/koyo
    中央/chuo アクア/aqua ミライ/mirai サンライズ/sunrise ネクスト/next オリオン/orion グリーン/green
    平和/heiwa 明星/myojo 東海/tokai 関西/kansai 九州/kyushu 北海/hokkai 信濃/shinano 瀬戸内/setouchi
    太平洋/taiheiyo 𠮷野/yoshino 髙島/takashima 宮﨑/miyazaki 渡邉/watanabe 丸井/marui 鶴亀/tsurukame
    竹中/takenaka 泉/izumi 若葉/wakaba エム・ケイ/mk さくら/sakura ひまわり/himawari トライ/try 協和/kyowa
    共栄/kyoei
    """
)

_TAILS = words(
    """
    製作所/seisakusho 商事/shoji 電機/denki 化学工業/kagaku 建設/kensetsu 運輸/unyu 印刷/insatsu
    食品/shokuhin ソリューションズ/solutions システム/system テクノロジー/technology ホールディングス/hd
    不動産/fudosan 薬品/yakuhin 精機/seiki 通信/tsushin 設計事務所/sekkei コンサルティング/consulting
    物産/bussan 鉄工/tekko 硝子/glass 紙業/shigyo 水産/suisan 酒造/shuzo 出版/shuppan 警備保障/keibi
    ロジスティクス/logistics エナジー/energy メディカル/medical デザイン/design
    """
)

_FORMS = ("株式会社{}", "{}株式会社", "有限会社{}", "合同会社{}", "㈱{}", "一般財団法人{}")

_PLACES = words(
    """
    150-0001/東京都/渋谷区/神宮前 100-0005/東京都/千代田区/丸の内 107-0062/東京都/港区/南青山
    530-0001/大阪府/大阪市北区/梅田 450-0002/愛知県/名古屋市中村区/名駅 810-0001/福岡県/福岡市中央区/天神
    060-0005/北海道/札幌市中央区/北五条西 980-0021/宮城県/仙台市青葉区/中央
    220-0012/神奈川県/横浜市西区/みなとみらい 604-8152/京都府/京都市中京区/手洗水町
    650-0021/兵庫県/神戸市中央区/三宮町 730-0011/広島県/広島市中区/基町
    330-0854/埼玉県/さいたま市大宮区/桜木町 900-0015/沖縄県/那覇市/久茂地 920-0853/石川県/金沢市/本町
    700-0024/岡山県/岡山市北区/駅元町
    """
)

_BUILDINGS = (
    None,
    None,
    "第一ビル7F",
    "サンスクエア 12階",
    "髙橋ビル201",
    "パークタワーA棟３０１号室",
    "マルニ・ビル",
)

_FOREIGN = (
    ("Kestrel {} Ltd.", "GB", "EC2A 4NE", None, "London", "Curtain Road"),
    ("Müller {} GmbH", "DE", "80331", "Bayern", "München", "Sendlinger Straße"),
    ("Lakeside {}, Inc.", "US", "94105", "CA", "San Francisco", "Mission Street"),
    ("{} & Fils SARL", "FR", "75002", None, "Paris", "Rue de l'Échiquier"),
    ("上海{}有限公司", "CN", "200120", "上海市", "浦东新区", "世纪大道"),
    ("Công ty {}", "VN", "700000", None, "Hồ Chí Minh", "Nguyễn Huệ"),
    ("{} Pty Ltd", "AU", "2000", "NSW", "Sydney", "George Street"),
    ("{} Sp. z o.o.", "PL", "00-001", None, "Łódź", "Piotrkowska"),
)

_TRADES = words("Traders Foods Systems Logistics Pharma Energy Robotics Optics Textiles Marine Media Paper")


@dataclass(frozen=True)
class Company:
    """A company as printed on cards; ``domain`` ends in .example, ``tel`` lacks the last four digits."""

    name: str
    domain: str
    tel: str
    country: str
    postal_code: str
    prefecture: str | None
    city: str
    street: str
    building: str | None
    address: str


@lru_cache(maxsize=16384)
def company(number: int, *, foreign: bool) -> Company:
    """Return the company with ``number`` (any number from 0); names repeat after 7,200 and 96."""
    return _foreign(number) if foreign else _japanese(number)


def _japanese(number: int) -> Company:
    bits = mix(number)
    # The tail walks along with the head, so that neighbours differ in both and no pair comes twice.
    head, head_latin = pick(_HEADS, number).split("/")
    tail, tail_latin = pick(_TAILS, number * 7 + number // len(_HEADS)).split("/")
    form = pick(_FORMS, number + number // (len(_HEADS) * len(_TAILS)))
    postal_code, prefecture, city, town = pick(_PLACES, bits).split("/")
    street = f"{town}{1 + (bits >> 8) % 9}-{1 + (bits >> 16) % 30}-{1 + (bits >> 24) % 20}"
    building = pick(_BUILDINGS, bits >> 32)
    return Company(
        name=form.format(head + tail),
        domain=f"{head_latin}-{tail_latin}.example",
        tel=f"0{3 + (bits >> 40) % 6}-{5000 + (bits >> 48) % 1000}",
        country="JP",
        postal_code=postal_code,
        prefecture=prefecture,
        city=city,
        street=street,
        building=building,
        address=prefecture + city + street + (building or ""),
    )


def _foreign(number: int) -> Company:
    bits = mix(~number)
    pattern, country, postal_code, prefecture, city, road = pick(_FOREIGN, number)
    trade = pick(_TRADES, number // len(_FOREIGN))
    street = f"{1 + (bits >> 8) % 400} {road}"
    return Company(
        name=pattern.format(trade),
        domain=f"{trade.lower()}-{country.lower()}.example",
        tel=f"+{30 + (bits >> 16) % 60} {100 + (bits >> 24) % 900} 555",
        country=country,
        postal_code=postal_code,
        prefecture=prefecture,
        city=city,
        street=street,
        building=None,
        address=", ".join(part for part in (street, city, prefecture, postal_code) if part),
    )
