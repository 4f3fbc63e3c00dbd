"""The picture of a card: one small JPEG (91 × 55 pixels, grey) for all."""

from __future__ import annotations

from base64 import b64decode

_JPEG = b64decode(
    """
    /9j/4AAQSkZJRgABAQEAZABkAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L
    2u71////m8H////6/+b9//j/wAALCAA3AFsBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgED
    AwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RF
    RkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJ
    ytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/ANWONDGpKLnA7U7y4/7i/lR5cf8AcX8qPLj/ALi/lR5c
    f9xfyo8uP+4v5UeXH/cX8qPLj/uL+VHlx/3F/Kjy4/7i/lR5cf8AcX8qp3AAmYAAD2q5F/qk/wB0VD9utv8Anp/46aPt1t/z
    0/8AHTR9utv+en/jpp0d3BK4RHyx6DBqaiiiiiqNz/r2/D+VXIv9Un+6Kh+w23/PP/x40fYbb/nn/wCPGj7Dbf8APP8A8eNO
    jtIInDomGHQ5NTUUUUUVRuf9e34fyq5F/qk/3RVH+y/+m3/jv/16P7L/AOm3/jv/ANej+y/+m3/jv/16P7L/AOm3/jv/ANej
    +y/+m3/jv/16P7L/AOm3/jv/ANerlvF5MKx7t2O+MVJRRVG5/wBe34fyq5F/qk/3RUP262/56f8Ajpo+3W3/AD0/8dNH262/
    56f+Omj7dbf89P8Ax00fbrb/AJ6f+Omj7dbf89P/AB00fbrb/np/46akinjmz5bbsdeCKkoqjc/69vw/lVyL/VJ/uiofsNt/
    zz/8eNH2G2/55/8Ajxo+w23/ADz/APHjR9htv+ef/jxo+w23/PP/AMeNH2G2/wCef/jxo+w23/PP/wAeNSRQRw58tduevJNS
    UVRuf9e34fyqxHPGI1BbkAdjTvtEX979DR9oi/vfoaPtEX979DR9oi/vfoaPtEX979DR9oi/vfoaPtEX979DR9oi/vfoaPtE
    X979DR9oi/vfoaqTsHlZlOQa/9k=
    """
)


def jpeg() -> bytes:
    """Return the bytes of the picture."""
    return _JPEG


def has_back(number: int) -> bool:
    """Whether card ``number`` has a back side: every third."""
    return number % 3 == 0
