"""What is wrong with a key of a set-up file."""

FAULTS: dict[str, tuple[str, str]] = {
    "unknown": ("{key}: このような項目はありません。", "{key}: there is no such key."),
    "missing": ("{key}: 必須です。", "{key}: is required."),
    "name": (
        "{key}: 半角の英数字、- と _ で、英数字から始まる名前を指定してください（64 文字まで）。",
        "{key}: use letters, digits, - and _ only, beginning with a letter or digit, 64 at most.",
    ),
    "device": (
        "{key}: Windows の装置の名前（CON、NUL など）は使えません。",
        "{key}: Windows keeps this name for a device (CON, NUL …). Choose another.",
    ),
    "case": (
        "{key}: 大文字と小文字だけが違う名前の設定がすでにあります。別の名前にしてください。",
        "{key}: another set-up has this name but for capital letters. Choose another.",
    ),
    "text": ("{key}: 空でない文字列を指定してください。", "{key}: give a text that is not empty."),
    "path": (
        "{key}: ファイルの場所として正しくありません。Windows の場所は 'C:\\temp\\a.csv' のように一重引用符で囲むか、"
        "区切りに / を使ってください。",
        "{key}: this is no place of a file. Write a Windows path in single quotes, as in 'C:\\temp\\a.csv', or with /.",
    ),
    "table": ("{key}: [{key}] という表として指定してください。", "{key}: give a table, [{key}]."),
    "address": (
        "{key}: https:// で始まるアドレスを指定してください。",
        "{key}: give an address that begins with https://.",
    ),
    "consumer_key": (
        "{key}: 外部クライアントアプリケーションのコンシューマー鍵を指定してください。",
        "{key}: give the consumer key of the external client app.",
    ),
    "texts": ("{key}: 文字列の一覧を指定してください。", "{key}: give a list of texts."),
    "field": (
        "{key}: 項目の API 参照名か、転送しない場合は false を指定してください。",
        "{key}: give the API name of a field, or false to leave the item out.",
    ),
    "left_out_already": (
        "{key}: [cards] で転送しない設定になっています。どちらかを直してください。",
        "{key}: [cards] leaves this out already. Change one of them.",
    ),
    "flag": ("{key}: true または false を指定してください。", "{key}: give true or false."),
    "rate": ("{key}: 0 以上の数を指定してください。", "{key}: give a number, 0 or more."),
    "version": ('{key}: "6.0" の形で指定してください。', '{key}: write it like "6.0".'),
    "date": ('{key}: "2020-01-01" の形で指定してください。', '{key}: write it like "2020-01-01".'),
    "environment": (
        "{key}: production、sandbox、custom のいずれかを指定してください。",
        "{key}: give production, sandbox or custom.",
    ),
    "object": (
        "{key}: auto、package、own のいずれかを指定してください。",
        "{key}: give auto, package or own.",
    ),
    "create": (
        "{key}: none、lead、contact のいずれかを指定してください。",
        "{key}: give none, lead or contact.",
    ),
    "one_key": (
        "{key}: api_key_env と api_key_file のどちらか一方を指定してください。",
        "{key}: give either api_key_env or api_key_file.",
    ),
    "one_secret": (
        "{key}: consumer_secret_env と consumer_secret_file の両方は指定できません。",
        "{key}: give either consumer_secret_env or consumer_secret_file, not both.",
    ),
    "custom_domain": (
        '{key}: environment = "custom" のときだけ、必ず指定してください。',
        '{key}: must be given with environment = "custom", and only then.',
    ),
}
