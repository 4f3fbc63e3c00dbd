"""What a refusal of one of Salesforce's REST calls means and what to do (salesforce.md §2.5); its own words follow."""

_ACCESS = (
    "ログインしたユーザーに必要な権限がありません。権限セットの割り当てを確認し、システム管理者でログインしてください。",
    "The signed-in user lacks a right that is needed. Check the permission sets, and sign in as a system administrator.",
)
_HIDDEN = (
    "必要なオブジェクトまたは項目が Salesforce にないか、ログインしたユーザーに見えません。「権限セット」の画面の確認項目を"
    "確認してください。",
    "An object or field that is needed is absent from Salesforce, or hidden from the signed-in user. See the checks on "
    "the page Permission set.",
)
_PROGRAM = (
    "Salesforce が要求を理解できませんでした。プログラムを最新のバージョンに更新してください。",
    "Salesforce did not understand the request. Update this program to its newest version.",
)

TABLE: dict[str, tuple[str, str]] = {
    "INSUFFICIENT_ACCESS": _ACCESS,
    "INSUFFICIENT_ACCESS_OR_READONLY": _ACCESS,
    "INVALID_FIELD": _HIDDEN,
    "INVALID_TYPE": _HIDDEN,
    "NOT_FOUND": _HIDDEN,
    "INVALID_FIELD_FOR_INSERT_UPDATE": _HIDDEN,
    "MALFORMED_QUERY": _PROGRAM,
    "MALFORMED_ID": _PROGRAM,
    "MIXED_DML_OPERATION": _PROGRAM,
    "DUPLICATE_EXTERNAL_ID": (
        "同じ名刺ID のレコードが Salesforce に複数あります。重複するレコードを統合または削除してください。",
        "Several records in Salesforce have the same card ID. Merge or delete the doubles.",
    ),
    "LICENSE_LIMIT_EXCEEDED": (
        "Salesforce のライセンスが不足しています。管理者に空きライセンスを確認してください。",
        "Salesforce has no free licence of the kind that is needed. Ask the administrator.",
    ),
    "CUSTOM_ENTITY_OR_FIELD_LIMIT": (
        "このエディションで作成できるオブジェクトまたは項目の上限に達しています。不要なものを削除してください。",
        "The edition's limit of custom objects or fields is reached. Delete some that are not needed.",
    ),
    "UNKNOWN_EXCEPTION": (
        "Salesforce の内部で問題が起きました。しばらくしてからもう一度お試しください。",
        "Something went wrong inside Salesforce. Try again in a while.",
    ),
}
