"""Help on each page of the window, by the page's id: what it is for, where to find what it asks, what can go wrong."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    "home": (
        "保存した設定ごとに、接続、前回の転送の結果、次にすることを表示します。\n"
        "[プレビュー] は転送した場合の内容だけを調べます。Salesforce には何も書き込みません。\n"
        "[前回の転送を取り消す] は、作成した名刺を削除し、更新した名刺を元に戻します。その後に変更されたレコードには触れません。\n"
        "[その他] から、失敗した名刺だけの再試行、全件の確認、名前の変更、書き出し、接続の解除、削除ができます。",
        "For each saved set-up you see its connection, what the last transfer did, and what to do next.\n"
        "Preview only finds out what a transfer would do; nothing is written to Salesforce.\n"
        "Undo last run deletes what that transfer created and gives what it updated its former values. Records that "
        "somebody changed since are left alone.\n"
        "Under More you can retry failed cards only, check every card, rename, export, disconnect and remove.",
    ),
    "preview": (
        "Sansan の名刺を読み取り、Salesforce の内容と比べています。何も書き込みません。\n"
        "名刺の枚数が多いと時間がかかります。[停止] でいつでも中止できます。\n"
        "1 枚ごとの結果はレポート（CSV）で確認できます。",
        "The cards in Sansan are read and compared with Salesforce. Nothing is written.\n"
        "With many cards this takes a while; you can stop it at any time.\n"
        "The report (a CSV file) says of every card what would become of it.",
    ),
    "fields": (
        "名刺のそれぞれの内容を Salesforce のどの項目に入れるかを選びます。入れられる型の項目だけが一覧に出ます。\n"
        "チェックを外した内容は転送されません。Salesforce にすでに入っている値はそのまま残ります。\n"
        "変更すると、その内容を持つ名刺だけが次の転送で書き換えられます。その枚数は保存の前に表示します。元の項目の値はそのままです。\n"
        "スペースキーで転送する・しないを切り替え、Enter キーで項目の一覧を開きます。",
        "Choose the Salesforce field for each item of a card. The list has only fields whose type fits.\n"
        "An item that is switched off is not transferred; values that stand in Salesforce already stay.\n"
        "After a change the next transfer writes exactly the cards that have the item; their number is shown before you "
        "save. What stands in the former field stays.\n"
        "The space bar switches an item, Enter opens the list of fields.",
    ),
    "explain": (
        "名刺を姓名、カナ、会社名、メールアドレス、名刺IDのどれかで探し、どこまで進んだかを順に表示します。"
        "Sansan で見えるか、転送の対象か、いつ送ったか、拒否された理由、保存先と所有者、変更した人、関連づけです。\n"
        "名前は Sansan と Salesforce で検索します。このコンピューターの転送の記録に名前は残りません。\n"
        "検索の前には、直近の転送のレポートを 1 枚 1 行で表示します。行を選ぶと、その名刺について調べます。",
        "Find a card by name, reading, company, e-mail address or card ID, and see how far it came, step by step: visible in "
        "Sansan, chosen, sent and when, refused and why, stored under whom, changed by whom, linked to whom.\n"
        "Names are looked up in Sansan and in Salesforce; the record of transfers on this computer keeps none.\n"
        "Before a search you see the report of the last transfer, one row a card. Choose a row to find out about that card.",
    ),
    "links": (
        "転送した名刺と同じ人物の取引先責任者またはリードを、メールアドレス、または氏名と会社名で探します。\n"
        "[関連づける] を押すまで、Salesforce には何も書き込みません。入力済みの項目は上書きしません。\n"
        "候補が複数ある名刺は、表で選んでください。1～9 で候補、0 で「該当なし」を選べます。選んだ内容は次回も使われます。\n"
        "関連づけの後は、[取り消す] で元に戻せます。",
        "For each card sent, the contact or lead that is this person is looked for: by e-mail address, else by name and "
        "company.\n"
        "Nothing is written before you press Link, and nothing that is filled is overwritten.\n"
        "Where several records fit, decide in the table: 1 to 9 take a candidate, 0 none of them. Your decisions are "
        "remembered.\n"
        "Afterwards, Take back undoes the whole run.",
    ),
    "unattended": (
        "[頻度] を選ぶと、この設定は自動で転送します。週に 1 回は、すべての名刺を確認します。\n"
        "インテグレーションユーザーは、転送だけに使う Salesforce のユーザーです。個人のアカウントと違い、退職やパスキーの影響を受けません。\n"
        "外部クライアントアプリケーションでクライアントログイン情報フローを有効にし、実行ユーザーを選び、コンシューマーの秘密をここに貼り"
        "付けます。足りない権限は項目ごとに表示され、割り当てられるものは割り当てられます。\n"
        "[このウィンドウを閉じるときに自分の認証を破棄] を選ぶと、手動の転送、関連づけ、取り消しのときだけ認証が必要になります。",
        "Choose how often, and this set-up transfers by itself. One run a week compares every card.\n"
        "An integration user is a user of Salesforce for transfers alone: unlike a personal account it outlives a change of "
        "staff and needs no passkey.\n"
        "Switch on the client credentials flow of the external client app, choose the user it runs as, and paste the "
        "consumer secret here. What the user lacks is named point by point, and assigned where that is possible.\n"
        "With “Forget my own sign-in when this window closes”, only transfers by hand, links and taking back ask you to sign "
        "in.",
    ),
    "prepare": (
        "設定を始める前に、必要なものを確認します。\n"
        "Sansan と Salesforce の両方のシステム管理者の権限が必要です。\n"
        "連携専用の Sansan ユーザーを使うと、担当者の異動や退職の影響を受けません。\n"
        "どのページでも [あとで続ける] で中断でき、次回は続きから始められます。",
        "Make sure of what you need before you begin.\n"
        "You need to be an administrator of both Sansan and Salesforce.\n"
        "With a Sansan user made for the integration, the transfer does not depend on a person who may move or leave.\n"
        "You can stop at any page with Continue later, and go on from there next time.",
    ),
    "sansan": (
        "Sansan の API Key は、Sansan の [管理者設定] > [外部サービス連携] > [API] で発行します。\n"
        "有効範囲は「すべて」にしてください。「Sansan Data Hub のみ」のキーでは名刺を読み取れません。\n"
        "キーはこのコンピューターのキーチェーン（資格情報の保管場所）だけに保存されます。\n"
        "使えない場合は、コピーの誤り、キーの再発行や削除、ユーザーの無効化を確認してください。",
        "A Sansan API key is issued in Sansan under Admin Settings > Integration with Other Services > API.\n"
        "Its validity must be All; a key for Sansan Data Hub only cannot read cards.\n"
        "The key is kept in this computer’s keyring only.\n"
        "If it is refused, look for a slip in copying, a key issued anew or deleted, or a deactivated user.",
    ),
    "environment": (
        "名刺の転送先となる Salesforce の環境を選びます。日常の業務で使っている組織は「本番環境」です。\n"
        "まず Sandbox で試すことをおすすめします。\n"
        "コンシューマー鍵は、Salesforce の外部クライアントアプリケーションの値です。まだない場合は、画面の手順のとおりに作成してください。\n"
        "作成してから使えるようになるまで、10 分ほどかかることがあります。",
        "Choose the Salesforce that receives the cards. Your daily work is in Production.\n"
        "We recommend to try a sandbox first.\n"
        "The consumer key belongs to an external client app in your Salesforce. If there is none yet, the steps on the "
        "page say how to make it.\n"
        "A new app may take about ten minutes to work.",
    ),
    "sign-in": (
        "Salesforce の管理者のユーザー名とパスワードでログインし、アクセスを許可します。\n"
        "パスキーやセキュリティキー、Windows Hello を使う場合は、[自分のブラウザーを使う] を選んでください。\n"
        "パスワードは Salesforce だけに送られます。このプログラムは保存しません。\n"
        "エラーが表示されたときは、ページの下の案内に主な原因があります。",
        "Log in as a Salesforce administrator and allow access.\n"
        "If you must use a passkey, a security key or Windows Hello, choose Use my own browser.\n"
        "Your password goes to Salesforce alone; this program does not keep it.\n"
        "If you see an error, the guide at the bottom of the page names the usual causes.",
    ),
    "connection": (
        "正しい組織にログインしているか、ここで確認してください。\n"
        "違う場合は [戻る] を押して、別のアカウントで認証し直してください。\n"
        "問題が表示されたときは、案内のとおりに直してから、もう一度確認してください。",
        "Make sure here that this is the right organisation.\n"
        "If it is not, go back and sign in with another account.\n"
        "Where a check names a problem, fix it as it says and check again.",
    ),
    "sansan-user": (
        "名刺を転送する Sansan ユーザーを選びます。API Key を登録したユーザーだけが表示されます。\n"
        "このユーザーが閲覧できるすべての名刺が転送されます。\n"
        "メモやタグを送らない、ある日以降に交換した名刺だけを送る、という指定もできます。",
        "Choose the Sansan user whose cards are sent. Only users with an API key appear.\n"
        "Every card that this user can see is sent.\n"
        "You may leave out memos and tags, or send only cards exchanged on or after a day.",
    ),
    "recipients": (
        "Sansan のユーザーごとに、名刺の所有者になる Salesforce ユーザーを決めます。\n"
        "メールアドレスやユーザー名が同じ人は自動で一致します。理由は表に示されます。\n"
        "一致しない人の名刺は、既定の転送先に送られます。行を選んで転送先を変更できます。\n"
        "Excel などで編集する場合は、CSV に書き出し、編集後に読み込んでください。",
        "For each Sansan user, decide which Salesforce user becomes the owner of the cards.\n"
        "People with the same address or username are matched by themselves; the table says why.\n"
        "The cards of those without a match go to the default recipient. Select a row to change it.\n"
        "To edit in a spreadsheet, export a CSV file, and import it afterwards.",
    ),
    "permission-set": (
        "名刺を書き込む権限を、認証したユーザーに割り当てます。ボタンを押すまで、Salesforce には何も書き込みません。\n"
        "Sansan パッケージがない組織では、名刺用のオブジェクトを作成します。以前のバージョンで作成したオブジェクトに不足があれば補います。作成する内容は画面に示されます。\n"
        "ボタンで割り当てられない場合は、手作業の手順を開いて、Salesforce の画面で割り当ててください。",
        "The signed-in user gets the right to write cards. Nothing is written to Salesforce before you press the button.\n"
        "Where there is no Sansan package, the program makes an object for the cards, or adds what one of an older version lacks; the page says exactly what.\n"
        "If the button cannot do it, open the steps by hand and assign it in Salesforce.",
    ),
    "review": (
        "すべての設定を確認します。直したい項目は [変更] で開けます。\n"
        "[保存して転送] で転送が始まります。[転送せずに保存] では、設定だけを保存します。\n"
        "転送は途中で一時停止や停止ができ、ホームから取り消すこともできます。",
        "Check every choice; Change opens the page where it was made.\n"
        "Save and transfer begins the transfer, Save without transferring only keeps the set-up.\n"
        "A transfer can be paused and stopped, and taken back from Home.",
    ),
    "transfer": (
        "名刺を転送しています。ほかの作業を続けられます。転送中はコンピューターがスリープしません。\n"
        "[停止] をクリックすると、処理中のまとまりが終わってから止まります。続きから再開できます。\n"
        "失敗した名刺があっても、残りの名刺の転送は続きます。",
        "The cards are being transferred. You can go on working; the computer does not go to sleep meanwhile.\n"
        "Stop ends it after what is under way. It can be continued from there.\n"
        "Cards that fail do not hold up the others.",
    ),
    "finished": (
        "転送の結果です。失敗した名刺は、原因ごとに件数と対処を示します。\n"
        "原因を取り除いてから、[失敗した名刺だけ再試行] を押してください。\n"
        "レポート（CSV）には、すべての名刺の結果が 1 行ずつ書かれています。",
        "This is what became of the cards. Failures are listed by cause, with what to do.\n"
        "Fix the cause, then press Retry failed cards only.\n"
        "The report (a CSV file) has one line for every card.",
    ),
}
