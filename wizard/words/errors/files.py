"""Faults of set-ups, their files, lists of users, and runs to be taken back."""

TABLE: dict[str, tuple[str, str]] = {
    "profile_restored": (
        "プロファイル「{profile}」の設定ファイルが壊れていたため、その前に保存した内容に戻しました。設定を確認し、もう一度保存してください。",
        "The file of the set-up “{profile}” was damaged, so what was saved before it is used. Look through its settings, and "
        "save it again.",
    ),
    "profile_unreadable": (
        "プロファイル「{profile}」を読み取れません。もう一度設定するか、削除してください（`disconnect --remove`）。",
        "The profile “{profile}” cannot be read. Set it up again, or remove it (`disconnect --remove`).",
    ),
    "profile_too_new": (
        "プロファイル「{profile}」は、より新しいバージョンで作成されています。プログラムを更新してください。",
        "The profile “{profile}” was made by a newer version. Update the program.",
    ),
    "which_profile": (
        "プロファイルが複数あります。--profile で指定してください: {names}",
        "There are several profiles. Name one with --profile: {names}",
    ),
    "profile_of_another": (
        "「{profile}」という名前の別の設定がすでにあります。ほかの名前を指定してください。何も保存していません。",
        "Another set-up is called “{profile}” already. Choose another name. Nothing was saved.",
    ),
    "no_profile": (
        "プロファイル「{profile}」はありません。`setup` で作成してください。",
        "There is no profile “{profile}”. Make it with `setup`.",
    ),
    "nothing_set_up": (
        "まだ何も設定されていません。`setup` で設定してください。",
        "Nothing is set up yet. Use `setup` first.",
    ),
    "setup_file_missing": (
        "設定ファイル「{file}」を読み取れません。",
        "The set-up file “{file}” cannot be read.",
    ),
    "setup_file_encoding": (
        "設定ファイル「{file}」の文字コードが UTF-8 ではありません（UTF-16 や Shift_JIS など）。メモ帳では [名前を付けて保存] の"
        "[文字コード] で「UTF-8」を選んで保存し直してください。",
        "The set-up file “{file}” is not in UTF-8, but in UTF-16, Shift_JIS or the like. Save it as UTF-8; in Notepad choose "
        "the encoding under Save as.",
    ),
    "setup_file_quotes": (
        '設定ファイル「{file}」の {number} 行目に全角の記号または“ ”のような引用符があります。半角の " = [ ] # に直してください。',
        'Line {number} of the set-up file “{file}” holds typographic quotes or full-width signs. Write plain " = [ ] #.',
    ),
    "setup_file_backslash": (
        "設定ファイル「{file}」の {number} 行目の \\ が読み取れません。Windows の場所は 'C:\\temp\\a.csv' のように一重引用符で"
        "囲むか、区切りに / を使ってください。",
        "The \\ in line {number} of the set-up file “{file}” cannot be read. Write a Windows path in single quotes, as in "
        "'C:\\temp\\a.csv', or with /.",
    ),
    "setup_file_not_toml": (
        "設定ファイル「{file}」は正しい TOML ではありません: {detail}",
        "The set-up file “{file}” is not valid TOML: {detail}",
    ),
    "fields_wrong": (
        "[fields] で指定した項目に問題があります。何も保存していません。{faults}",
        "Fields chosen in [fields] do not fit; nothing was saved.{faults}",
    ),
    "fields_lost": (
        "転送先として選んだ次の項目に書き込めなくなったため、その値は省きました。設定を見直してください。{faults}",
        "These chosen fields can no longer be written, so their values were left out. Change the set-up.{faults}",
    ),
    "fields_required": (
        "Salesforce では次の項目が必須です。値のない名刺は Salesforce に作成されません。{faults}",
        "These fields are required in Salesforce, which refuses to create a card without a value.{faults}",
    ),
    "setup_file_wrong": (
        "設定ファイル「{file}」に誤りがあります。何も保存していません。{faults}",
        "The set-up file “{file}” has errors; nothing was saved.{faults}",
    ),
    "preset_unusable": (
        "このコンピューターの管理者による事前設定に問題があるため、使用していません。管理者に連絡してください。"
        "ご自身で入力して続けることもできます。{said}",
        "What the administrator of this computer has set cannot be used, so it is left aside. Tell the administrator; you "
        "can go on and enter the values yourself. {said}",
    ),
    "mapping_file_missing": (
        "転送先のファイル「{file}」を読み取れません。移動または削除されたか、ほかのプログラムで開かれています。"
        "閉じてから、もう一度お試しください。",
        "The recipients file “{file}” cannot be read. It was moved or deleted, or another program holds it open: "
        "close it there and try again.",
    ),
    "mapping_file_too_large": (
        "転送先のファイル「{file}」が 25 MB を超えています。書き出したファイルを編集してください。",
        "The recipients file “{file}” is larger than 25 MB. Edit the exported file.",
    ),
    "mapping_file_empty": (
        "転送先のファイル「{file}」は空です。書き出したファイルを編集してください。",
        "The recipients file “{file}” is empty. Edit the exported file.",
    ),
    "mapping_file_workbook": (
        "「{file}」は Excel ブックです。Excel で「CSV UTF-8」として保存してください。",
        "“{file}” is an Excel workbook. Save it in Excel as “CSV UTF-8”.",
    ),
    "report_elsewhere": (
        "以前のレポートがほかのプログラムで開いているため、今回のレポートは「{file}」に保存しました。"
        "Excel で開いている場合は閉じてください。",
        "The earlier report is open in another program, so this one lies in “{file}”. Close it in Excel.",
    ),
    "file_not_written": (
        "「{file}」に書き込めません。ほかのプログラムで開いている場合は閉じるか、別の名前またはフォルダーを選んでください。",
        "“{file}” cannot be written. Close it in other programs, or choose another name or folder.",
    ),
    "users_file_header": (
        "「{file}」は Sansan のユーザー一覧ではありません。「ユーザID」と「メールアドレス」の見出しが必要です。",
        "“{file}” is no list of Sansan users: its header needs “User ID” and “Email Address”.",
    ),
    "users_file_rewritten": (
        "「{file}」の {number} 行目のユーザID「{value}」は、表計算ソフトが数値や日付に変えたもののようです。Sansan からダウンロードした"
        "ファイルを、表計算ソフトで開かずにそのまま指定してください。",
        "Line {number} of “{file}”: a spreadsheet seems to have made the User ID “{value}” of another one. Give the file as "
        "it was downloaded from Sansan, without opening it in a spreadsheet.",
    ),
    "csv_quote": (
        '「{file}」の {number} 行目の引用符（"）が閉じられていないか、位置が正しくないため読み取れません。この行を直してください。',
        'Line {number} of “{file}” cannot be read: a quotation mark (") is not closed or stands in a wrong place. Correct '
        "that line.",
    ),
    "csv_characters": (
        "「{file}」の {number} 行目に読み取れない文字があります。この行を直し、UTF-8 で保存し直してください。",
        "Line {number} of “{file}” holds characters that cannot be read. Correct that line, and save the file as UTF-8.",
    ),
    "csv_column_twice": (
        "「{file}」に「{column}」という列が 2 つあります。どちらかを削除してください。",
        "“{file}” has the column “{column}” twice. Delete one of them.",
    ),
    "mapping_file_encoding": (
        "転送先のファイル「{file}」の文字コードを判別できません。UTF-8 で保存し直してください。",
        "The encoding of the recipients file “{file}” is unknown. Save it as UTF-8.",
    ),
    "mapping_file_header": (
        "転送先のファイル「{file}」に「Sansanのメールアドレス」または"
        "「転送先Salesforceのユーザー名」の見出しがありません。書き出したファイルの見出しのまま編集してください。",
        "The header of the recipients file “{file}” lacks “Email Address (Sansan)” or “Salesforce Username for Transfer”. "
        "Edit the exported file and keep its header.",
    ),
    "mapping_file_wrong": (
        "転送先のファイル「{file}」に誤りがあります。何も保存していません。{faults}",
        "The recipients file “{file}” has errors; nothing was saved.{faults}",
    ),
    "no_such_run": (
        "転送番号「{run}」の転送はありません。`status` で確認してください。",
        "There is no run “{run}”. See `status`.",
    ),
    "undone_already": (
        "転送番号「{run}」はすでに取り消されています。",
        "The run “{run}” was taken back already.",
    ),
    "undo_too_late": (
        "転送番号「{run}」は、転送前の内容の記録が残っていないため取り消せません。",
        "The run “{run}” can no longer be taken back: what records held before it is no longer kept.",
    ),
}
