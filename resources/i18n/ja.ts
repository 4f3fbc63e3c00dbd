<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>AcceptDialog</name>
    <message>
        <source>Accept suggestions</source>
        <translation>候補の採用</translation>
    </message>
    <message>
        <source>Accept suggestions from this confidence on:</source>
        <translation>次の確度以上の候補を採用する:</translation>
    </message>
    <message>
        <source>Least confidence</source>
        <translation>確度の下限</translation>
    </message>
    <message>
        <source>Suggestions that would be accepted</source>
        <translation>採用される候補</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n suggestion(s)</source>
        <translation>
            <numerusform>%n 件の候補を採用</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AddressBar</name>
    <message>
        <source>Connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Address of the page</source>
        <translation>ページのアドレス</translation>
    </message>
    <message>
        <source>Encrypted, Salesforce</source>
        <translation>暗号化済み、Salesforce</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>暗号化済み</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>このコンピューター</translation>
    </message>
    <message>
        <source>No page</source>
        <translation>ページなし</translation>
    </message>
</context>
<context>
    <name>AppGuide</name>
    <message>
        <source>External Client App Manager</source>
        <translation>外部クライアントアプリケーションマネージャー</translation>
    </message>
    <message>
        <source>Your organisation’s own address</source>
        <translation>組織のドメイン</translation>
    </message>
    <message>
        <source>An app that you make works only in its own organisation, and only when you sign in at the address of that organisation, its &lt;b&gt;My Domain&lt;/b&gt;. Copy it from &lt;b&gt;Setup&lt;/b&gt; &gt; &lt;b&gt;My Domain&lt;/b&gt; and enter it here. The wizard then signs in there.</source>
        <translation>作成したアプリケーションは、その組織でだけ、その組織のアドレス（[&lt;b&gt;私のドメイン&lt;/b&gt;]）からログインしたときにだけ使えます。[&lt;b&gt;設定&lt;/b&gt;] &gt; [&lt;b&gt;私のドメイン&lt;/b&gt;] で確認して、ここに入力してください。ウィザードはこのアドレスでログインします。</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>My Domain</source>
        <translation>私のドメイン</translation>
    </message>
    <message>
        <source>My Domain Details</source>
        <translation>[私のドメイン] の詳細</translation>
    </message>
    <message>
        <source>A new app</source>
        <translation>新しいアプリケーション</translation>
    </message>
    <message>
        <source>In Salesforce open &lt;b&gt;Setup&lt;/b&gt; &gt; &lt;b&gt;External Client App Manager&lt;/b&gt; and click &lt;b&gt;New External Client App&lt;/b&gt;.</source>
        <translation>Salesforce の [&lt;b&gt;設定&lt;/b&gt;] &gt; [&lt;b&gt;外部クライアントアプリケーションマネージャー&lt;/b&gt;] を開き、[&lt;b&gt;新規外部クライアントアプリケーション&lt;/b&gt;] をクリックします。</translation>
    </message>
    <message>
        <source>New External Client App</source>
        <translation>新規外部クライアントアプリケーション</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Enter this name and your e-mail address. Leave &lt;b&gt;Distribution State&lt;/b&gt; at &lt;b&gt;Local&lt;/b&gt;: the app is for this organisation only.</source>
        <translation>この名前とご自分のメールアドレスを入力します。[&lt;b&gt;配布状態&lt;/b&gt;] は [&lt;b&gt;ローカル&lt;/b&gt;] のままにします（この組織専用のアプリケーションです）。</translation>
    </message>
    <message>
        <source>Basic Information</source>
        <translation>基本情報</translation>
    </message>
    <message>
        <source>External Client App Name</source>
        <translation>外部クライアントアプリケーション名</translation>
    </message>
    <message>
        <source>Contact Email</source>
        <translation>取引先責任者メール</translation>
    </message>
    <message>
        <source>Distribution State</source>
        <translation>配布状態</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>ローカル</translation>
    </message>
    <message>
        <source>OAuth and the callback URLs</source>
        <translation>OAuth とコールバック URL</translation>
    </message>
    <message>
        <source>Under &lt;b&gt;API (Enable OAuth Settings)&lt;/b&gt; tick &lt;b&gt;Enable OAuth&lt;/b&gt;. Paste all five callback URLs into &lt;b&gt;Callback URL&lt;/b&gt;, one a line. Any of the five ports may be taken on your computer.</source>
        <translation>[&lt;b&gt;API (OAuth 設定の有効化)&lt;/b&gt;] で [&lt;b&gt;OAuth を有効化&lt;/b&gt;] にチェックを入れます。5 つのコールバック URL を 1 行に 1 つずつ [&lt;b&gt;コールバック URL&lt;/b&gt;] に貼り付けます（ポートがほかで使われている場合に備えて 5 つ登録します）。</translation>
    </message>
    <message>
        <source>API (Enable OAuth Settings)</source>
        <translation>API (OAuth 設定の有効化)</translation>
    </message>
    <message>
        <source>Enable OAuth</source>
        <translation>OAuth を有効化</translation>
    </message>
    <message>
        <source>Callback URL</source>
        <translation>コールバック URL</translation>
    </message>
    <message>
        <source>The OAuth scopes</source>
        <translation>OAuth 範囲</translation>
    </message>
    <message>
        <source>Move these three to &lt;b&gt;Selected OAuth Scopes&lt;/b&gt;, and no others.</source>
        <translation>次の 3 つだけを [&lt;b&gt;選択した OAuth 範囲&lt;/b&gt;] に移動します。</translation>
    </message>
    <message>
        <source>OAuth Scopes</source>
        <translation>OAuth 範囲</translation>
    </message>
    <message>
        <source>Manage user data via APIs (api)</source>
        <translation>API を使用してユーザーデータを管理 (api)</translation>
    </message>
    <message>
        <source>Perform requests at any time (refresh_token, offline_access)</source>
        <translation>いつでも要求を実行 (refresh_token, offline_access)</translation>
    </message>
    <message>
        <source>Access the identity URL service (id)</source>
        <translation>ID URL サービスにアクセス (id)</translation>
    </message>
    <message>
        <source>Flow Enablement and Security</source>
        <translation>フローの有効化とセキュリティ</translation>
    </message>
    <message>
        <source>Untick the first two, which are on at first: this program keeps no secret. Leave the third on. &lt;b&gt;Refresh token rotation&lt;/b&gt; may be on. Every other flow stays off. Then click &lt;b&gt;Create&lt;/b&gt;.</source>
        <translation>初期状態でオンの上の 2 つのチェックを外します（このプログラムは秘密を持ちません）。3 つ目はオンのままにします。[&lt;b&gt;更新トークンのローテーション&lt;/b&gt;] はオンでもかまいません。それ以外のフローはすべてオフのままにします。最後に [&lt;b&gt;作成&lt;/b&gt;] をクリックします。</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>セキュリティ</translation>
    </message>
    <message>
        <source>Require secret for Web Server Flow</source>
        <translation>Web サーバーフローの秘密が必要</translation>
    </message>
    <message>
        <source>Require secret for Refresh Token Flow</source>
        <translation>更新トークンフローの秘密が必要</translation>
    </message>
    <message>
        <source>Require Proof Key for Code Exchange (PKCE)</source>
        <translation>コード交換用の証明キー (PKCE) が必要</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>Who may use it</source>
        <translation>利用できるユーザー</translation>
    </message>
    <message>
        <source>&lt;b&gt;Permitted Users&lt;/b&gt;: where only approved users may use apps, add the profile of the user who signs in, or an unmanaged permission set; a managed one cannot. &lt;b&gt;IP Relaxation&lt;/b&gt;: keep what your rules ask for; this program connects from this computer. &lt;b&gt;API Access Control&lt;/b&gt;, if your organisation uses it: add this app to the allowed ones, else every call is refused after signing in.</source>
        <translation>[&lt;b&gt;許可されているユーザー&lt;/b&gt;]: 管理者が承認したユーザーだけが利用できる場合は、ログインするユーザーのプロファイル、または未管理の権限セットを追加します（管理パッケージの権限セットは使えません）。[&lt;b&gt;IP 制限の緩和&lt;/b&gt;]: 組織のルールに従ってください。このプログラムは、このコンピューターから接続します。[&lt;b&gt;API アクセス制御&lt;/b&gt;] を使っている組織では、このアプリケーションを許可対象に追加します。追加しないと、ログイン後のすべての要求が拒否されます。</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>ポリシー</translation>
    </message>
    <message>
        <source>Permitted Users</source>
        <translation>許可されているユーザー</translation>
    </message>
    <message>
        <source>IP Relaxation</source>
        <translation>IP 制限の緩和</translation>
    </message>
    <message>
        <source>API Access Control</source>
        <translation>API アクセス制御</translation>
    </message>
    <message>
        <source>The consumer key</source>
        <translation>コンシューマー鍵</translation>
    </message>
    <message>
        <source>Open the app’s &lt;b&gt;Settings&lt;/b&gt; &gt; &lt;b&gt;OAuth Settings&lt;/b&gt; &gt; &lt;b&gt;Consumer Key and Secret&lt;/b&gt;. Copy the &lt;b&gt;Consumer Key&lt;/b&gt; and paste it on the page behind this guide. The secret is not needed. A new app may take up to ten minutes until Salesforce knows it.</source>
        <translation>アプリケーションの [&lt;b&gt;設定&lt;/b&gt;] &gt; [&lt;b&gt;OAuth 設定&lt;/b&gt;] &gt; [&lt;b&gt;コンシューマー鍵と秘密&lt;/b&gt;] を開きます。[&lt;b&gt;コンシューマー鍵&lt;/b&gt;] をコピーし、このガイドの後ろの画面に貼り付けます。秘密は不要です。新しいアプリケーションを Salesforce が認識するまで、最大 10 分かかることがあります。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>OAuth Settings</source>
        <translation>OAuth 設定</translation>
    </message>
    <message>
        <source>Consumer Key and Secret</source>
        <translation>コンシューマー鍵と秘密</translation>
    </message>
    <message>
        <source>Consumer Key</source>
        <translation>コンシューマー鍵</translation>
    </message>
</context>
<context>
    <name>AppGuideDialog</name>
    <message>
        <source>Make the External Client App</source>
        <translation>外部クライアントアプリケーションの作成</translation>
    </message>
    <message numerus="yes">
        <source>Step {at} of {all}, about %n minute(s)</source>
        <translation>
            <numerusform>ステップ {at} / {all}（約 %n 分）</numerusform>
        </translation>
    </message>
    <message>
        <source>Your organisation’s My Domain</source>
        <translation>組織の [私のドメイン]</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Open this screen in Salesforce</source>
        <translation>Salesforce のこの画面を開く</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Enter the key</source>
        <translation>鍵を入力する</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>次のステップ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>In Salesforce: {path}</source>
        <translation>Salesforce の画面: {path}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
</context>
<context>
    <name>Buttons</name>
    <message>
        <source>Change recipient…</source>
        <translation>転送先を変更…</translation>
    </message>
    <message>
        <source>Do not transfer</source>
        <translation>転送しない</translation>
    </message>
    <message>
        <source>Leave out the cards of the selected users</source>
        <translation>選択したユーザーの名刺を転送しません</translation>
    </message>
    <message>
        <source>Back to automatic</source>
        <translation>自動に戻す</translation>
    </message>
    <message>
        <source>Choose the Salesforce user (Enter; F2 to type in the table)</source>
        <translation>Salesforce ユーザーを選びます（Enter。F2 で表に直接入力できます）</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>候補を採用</translation>
    </message>
    <message>
        <source>Take the suggested user, or all from a confidence on (Ctrl+Enter)</source>
        <translation>候補のユーザーを採用します。まとめて確度を指定することもできます（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>下へコピー</translation>
    </message>
    <message>
        <source>Give the selected rows the recipient of the topmost, one row that of the row above (Ctrl+D)</source>
        <translation>選択した行に一番上の行の転送先を設定します。1 行だけのときは上の行の転送先を設定します（Ctrl+D）</translation>
    </message>
    <message>
        <source>Take back what was chosen by hand (Ctrl+Delete)</source>
        <translation>手動の選択を取り消します（Ctrl+Delete）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Take back the last change (Ctrl+Z)</source>
        <translation>直前の変更を取り消します（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Make the change again (Ctrl+Y)</source>
        <translation>変更をもう一度行います（Ctrl+Y）</translation>
    </message>
    <message>
        <source>Match again</source>
        <translation>再照合</translation>
    </message>
    <message>
        <source>Read the users of Sansan and Salesforce again; what was chosen by hand stays</source>
        <translation>Sansan と Salesforce のユーザーを読み直します。手動の選択は残ります</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出し…</translation>
    </message>
    <message>
        <source>Write a CSV file in Sansan’s own format</source>
        <translation>Sansan の形式の CSV ファイルに書き出します</translation>
    </message>
    <message>
        <source>Import from file…</source>
        <translation>ファイルからの読み込み…</translation>
    </message>
    <message>
        <source>Read a CSV file of recipients or of Sansan users; you can also drop it on the table</source>
        <translation>転送先または Sansan ユーザーの CSV ファイルを読み込みます。表にドロップすることもできます</translation>
    </message>
</context>
<context>
    <name>Causes</name>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln 枚の名刺</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CellEditor</name>
    <message>
        <source>Salesforce user: type a part of the name or address</source>
        <translation>Salesforce ユーザー: 名前またはアドレスの一部を入力</translation>
    </message>
    <message>
        <source>Matching Salesforce users</source>
        <translation>該当する Salesforce ユーザー</translation>
    </message>
    <message>
        <source>No user found. Try another search.</source>
        <translation>該当するユーザーがいません。別の語で検索してください。</translation>
    </message>
</context>
<context>
    <name>ChangeDialog</name>
    <message>
        <source>Change recipient</source>
        <translation>転送先の変更</translation>
    </message>
    <message>
        <source>Part of the name, username or e-mail address</source>
        <translation>名前、ユーザー名、メールアドレスの一部</translation>
    </message>
    <message>
        <source>Search the Salesforce users</source>
        <translation>Salesforce ユーザーを検索</translation>
    </message>
    <message>
        <source>Salesforce users</source>
        <translation>Salesforce ユーザー</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>Do not transfer</source>
        <translation>転送しない</translation>
    </message>
    <message>
        <source>Back to automatic</source>
        <translation>自動に戻す</translation>
    </message>
    <message>
        <source>Who gets the cards of {name}?</source>
        <translation>{name} さんの名刺は誰に転送しますか？</translation>
    </message>
    <message numerus="yes">
        <source>Who gets the cards of these %n Sansan users?</source>
        <translation>
            <numerusform>これら %n 人の Sansan ユーザーの名刺は誰に転送しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Only active users whose licence can own records can be chosen.</source>
        <translation>選択できるのは、レコードを所有できるライセンスの有効なユーザーだけです。</translation>
    </message>
    <message>
        <source>No user found. Try another search.</source>
        <translation>該当するユーザーがいません。別の語で検索してください。</translation>
    </message>
</context>
<context>
    <name>ChecksPanel</name>
    <message>
        <source>Checks</source>
        <translation>確認項目</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>確認しています…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>もう一度確認する</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>問題なし</translation>
    </message>
    <message>
        <source>must be fixed</source>
        <translation>対応が必要</translation>
    </message>
    <message>
        <source>advice</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未確認</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Work is still going on. What was done is kept, and it can be continued later.</source>
        <translation>処理がまだ続いています。ここまでの結果は保持され、後で続きから再開できます。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止して閉じる</translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>処理を続ける</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>The card and its candidates</source>
        <translation>名刺と候補</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>名刺</translation>
    </message>
</context>
<context>
    <name>ConnectionPage</name>
    <message>
        <source>{left} of {limit}</source>
        <translation>{left} / {limit}</translation>
    </message>
    <message>
        <source>Go to set up</source>
        <translation>設定を開始</translation>
    </message>
    <message>
        <source>Authentication is complete. Check that this is the right organisation.</source>
        <translation>認証が完了しました。接続先の組織が正しいか確認してください。</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>接続先環境</translation>
    </message>
    <message>
        <source>Organisation name</source>
        <translation>接続先組織名</translation>
    </message>
    <message>
        <source>Organisation ID</source>
        <translation>組織 ID</translation>
    </message>
    <message>
        <source>Authenticated account</source>
        <translation>認証アカウント</translation>
    </message>
    <message>
        <source>Edition</source>
        <translation>エディション</translation>
    </message>
    <message>
        <source>API calls left today</source>
        <translation>本日の残り API コール数</translation>
    </message>
    <message>
        <source>Is it the wrong one? Go back and sign in with another account.</source>
        <translation>接続先が違う場合は、戻って別のアカウントで認証してください。</translation>
    </message>
</context>
<context>
    <name>Consequences</name>
    <message numerus="yes">
        <source>%Ln card(s) already in Salesforce will change owner at the next transfer.</source>
        <translation>
            <numerusform>Salesforce にある名刺のうち %Ln 枚は、次回の転送で所有者が変わります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyField</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピー済み</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something unexpected happened</source>
        <translation>予期しない問題が発生しました</translation>
    </message>
    <message>
        <source>What were you doing?</source>
        <translation>何をしていましたか？</translation>
    </message>
    <message>
        <source>This is a fault of the program. What was transferred is kept, and you can go on. The report below holds no secrets; it stays on this computer unless you pass it on.</source>
        <translation>プログラムの不具合です。転送済みの内容は保たれており、操作を続けられます。下のレポートに機密情報は含まれません。お客様が渡さないかぎり、このコンピューターの外には出ません。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>レポート</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>レポートをコピー</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>レポートを保存…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>The report cannot be written there. Choose another folder.</source>
        <translation>その場所にはレポートを書き込めません。別のフォルダーを選んでください。</translation>
    </message>
</context>
<context>
    <name>DecidePanel</name>
    <message>
        <source>Cards with several candidates: who is it?</source>
        <translation>候補が複数ある名刺: どの人物ですか?</translation>
    </message>
    <message>
        <source>{words} ({count} to decide)</source>
        <translation>{words}（残り {count} 枚）</translation>
    </message>
    <message>
        <source>Search by name, reading, company or e-mail</source>
        <translation>氏名、フリガナ、会社名、メールアドレスで検索</translation>
    </message>
</context>
<context>
    <name>DefaultsDialog</name>
    <message>
        <source>Values for new records</source>
        <translation>新しいレコードの値</translation>
    </message>
    <message>
        <source>No business card gives these values. New records in Salesforce get what you choose here.</source>
        <translation>名刺にはない項目です。ここで選んだ値を、新しく作成する Salesforce のレコードに設定します。</translation>
    </message>
    <message>
        <source>{field} ({object})</source>
        <translation>{field}（{object}）</translation>
    </message>
    <message>
        <source>Use these values</source>
        <translation>この値を使う</translation>
    </message>
</context>
<context>
    <name>DemoPanel</name>
    <message>
        <source>Demo: nothing real is touched. Use these where the wizard and the sign-in page ask for them.</source>
        <translation>デモ: 実際のサービスには触れません。ウィザードとログイン画面では次の値を使ってください。</translation>
    </message>
    <message>
        <source>Sansan API key</source>
        <translation>Sansan の API Key</translation>
    </message>
    <message>
        <source>Consumer key</source>
        <translation>コンシューマー鍵</translation>
    </message>
    <message>
        <source>Salesforce username</source>
        <translation>Salesforce のユーザー名</translation>
    </message>
    <message>
        <source>Salesforce password</source>
        <translation>Salesforce のパスワード</translation>
    </message>
</context>
<context>
    <name>DesktopIntegration</name>
    <message>
        <source>The transfer was stopped and can be continued.</source>
        <translation>転送は停止しました。続きから再開できます。</translation>
    </message>
    <message>
        <source>The transfer has ended: {cards} cards, {failed} failed.</source>
        <translation>転送が終わりました: {cards} 枚、失敗 {failed} 枚。</translation>
    </message>
</context>
<context>
    <name>DetailsView</name>
    <message>
        <source>Technical details (no secrets)</source>
        <translation>技術的な詳細（機密情報は含みません）</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>技術的な詳細</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>詳細をコピー</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDialog</name>
    <message>
        <source>Diagnostics (no secrets, no personal data)</source>
        <translation>診断情報（機密情報と個人情報は含みません）</translation>
    </message>
</context>
<context>
    <name>DiagnosticsRow</name>
    <message>
        <source>Open log folder</source>
        <translation>ログのフォルダーを開く</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>診断情報</translation>
    </message>
</context>
<context>
    <name>Effect</name>
    <message>
        <source>How many cards would be written again could not be counted: {reason}</source>
        <translation>書き換えられる名刺の枚数を調べられませんでした: {reason}</translation>
    </message>
    <message>
        <source>Counting the cards that would be written again…</source>
        <translation>書き換えられる名刺を数えています…</translation>
    </message>
    <message>
        <source>Counting the cards that would be written again: {count} so far, {read} cards read…</source>
        <translation>書き換えられる名刺を数えています: 現在 {count} 枚（{read} 枚を確認済み）…</translation>
    </message>
    <message>
        <source>Nothing was sent with this set-up yet, so no card is written again.</source>
        <translation>この設定ではまだ転送していないため、書き換えられる名刺はありません。</translation>
    </message>
    <message>
        <source>With this choice no card that was sent before is written again.</source>
        <translation>この設定で書き換えられる転送済みの名刺はありません。</translation>
    </message>
    <message numerus="yes">
        <source>With this choice the next transfer writes %Ln card(s) again.</source>
        <translation>
            <numerusform>この設定では、次の転送で %Ln 枚の名刺を書き換えます。</numerusform>
        </translation>
    </message>
    <message>
        <source>What stands in the former fields stays.</source>
        <translation>元の項目の値はそのまま残ります。</translation>
    </message>
</context>
<context>
    <name>EmbeddedSignIn</name>
    <message>
        <source>Salesforce sign-in page</source>
        <translation>Salesforce のログイン画面</translation>
    </message>
</context>
<context>
    <name>EnvironmentPage</name>
    <message>
        <source>Opened. For another organisation change the environment and the consumer key.</source>
        <translation>読み込みました。別の組織に接続する場合は、接続先環境とコンシューマー鍵を変更してください。</translation>
    </message>
    <message>
        <source>The recipients chosen by hand are in {file}: import it on the page of the recipients.</source>
        <translation>手動で選択した転送先は {file} にあります。「転送先ユーザーの設定・確認」の画面で読み込んでください。</translation>
    </message>
    <message>
        <source>Go to authentication</source>
        <translation>認証へ進む</translation>
    </message>
    <message>
        <source>This is the key of the app that comes with this program. Its package must be installed in the organisation.</source>
        <translation>このプログラムに付属するアプリケーションの鍵です。組織にそのパッケージがインストールされている必要があります。</translation>
    </message>
    <message>
        <source>Consumer keys usually begin with “3MVG”. Check that this is the key and not the secret.</source>
        <translation>コンシューマー鍵は通常「3MVG」で始まります。秘密ではなく鍵か確認してください。</translation>
    </message>
    <message>
        <source>This is short for a consumer key. Check that all of it was copied.</source>
        <translation>コンシューマー鍵としては短すぎます。すべてコピーされているか確認してください。</translation>
    </message>
    <message>
        <source>Choose the Salesforce environment that receives the cards.</source>
        <translation>名刺の転送先となる Salesforce の環境を選択してください。</translation>
    </message>
    <message>
        <source>Set by your administrator ({file}).</source>
        <translation>管理者が設定した内容です（{file}）。</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>接続先環境</translation>
    </message>
    <message>
        <source>for daily work (login.salesforce.com)</source>
        <translation>日常の業務用（login.salesforce.com）</translation>
    </message>
    <message>
        <source>for tests (test.salesforce.com)</source>
        <translation>検証用（test.salesforce.com）</translation>
    </message>
    <message>
        <source>if users must sign in on your My Domain</source>
        <translation>自社の [私のドメイン] からのみログインできる場合</translation>
    </message>
    <message>
        <source>Salesforce domain</source>
        <translation>Salesforce のドメイン</translation>
    </message>
    <message>
        <source>External client app</source>
        <translation>外部クライアントアプリケーション</translation>
    </message>
    <message>
        <source>Consumer key of the external client app in your Salesforce</source>
        <translation>Salesforce に作成した外部クライアントアプリケーションのコンシューマー鍵</translation>
    </message>
    <message>
        <source>Consumer key</source>
        <translation>コンシューマー鍵</translation>
    </message>
    <message>
        <source>I do not have one yet…</source>
        <translation>まだ持っていない場合…</translation>
    </message>
    <message>
        <source>I do not have a consumer key yet: how to make the app</source>
        <translation>コンシューマー鍵がない場合: アプリケーションの作成手順</translation>
    </message>
</context>
<context>
    <name>Environments</name>
    <message>
        <source>Production</source>
        <translation>本番環境</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox 環境（検証環境）</translation>
    </message>
    <message>
        <source>Own domain</source>
        <translation>私のドメイン</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something unexpected happened. Try again; if it goes on, pass the technical details on.</source>
        <translation>予期しない問題が発生しました。もう一度お試しください。続く場合は、技術的な詳細を担当者に渡してください。</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>Card</source>
        <translation>名刺</translation>
    </message>
    <message>
        <source>Last outcome</source>
        <translation>直近の結果</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>In Sansan</source>
        <translation>Sansan</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>転送の対象</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>転送</translation>
    </message>
    <message>
        <source>In Salesforce</source>
        <translation>Salesforce</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>関連づけ</translation>
    </message>
    <message>
        <source>Not known: this API key may not read single cards.</source>
        <translation>不明です。この API Key では名刺を 1 枚ずつ読み取れません。</translation>
    </message>
    <message>
        <source>Yes, and visible to this API key.</source>
        <translation>あります。この API Key で閲覧できます。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>いいえ。</translation>
    </message>
    <message>
        <source>Not known, as the card is not visible.</source>
        <translation>名刺が見えないため不明です。</translation>
    </message>
    <message>
        <source>Yes.</source>
        <translation>はい。</translation>
    </message>
    <message>
        <source>Never.</source>
        <translation>転送していません。</translation>
    </message>
    <message>
        <source>On {when} by the transfer {run}: {outcome}.</source>
        <translation>{when} の転送（{run}）: {outcome}。</translation>
    </message>
    <message>
        <source>No, the record was deleted there.</source>
        <translation>ありません。レコードは Salesforce で削除されています。</translation>
    </message>
    <message>
        <source>Yes, as record {id}, owned by {owner}.</source>
        <translation>あります（レコード {id}、所有者 {owner}）。</translation>
    </message>
    <message>
        <source>Changed there since by {user}.</source>
        <translation>転送後に {user} が変更しています。</translation>
    </message>
    <message>
        <source>Yes, to the {kind} {id}.</source>
        <translation>{kind} {id} に関連づけ済みです。</translation>
    </message>
</context>
<context>
    <name>ExplainPage</name>
    <message>
        <source>Why is this card not there?</source>
        <translation>名刺が見つからないときは</translation>
    </message>
    <message>
        <source>Reading the report of the last transfer…</source>
        <translation>前回の転送のレポートを読み取っています…</translation>
    </message>
    <message>
        <source>Looking for the card in Sansan, in Salesforce and in the record of transfers…</source>
        <translation>Sansan、Salesforce、転送の記録で名刺を探しています…</translation>
    </message>
    <message>
        <source>Find a card of &lt;b&gt;{profile}&lt;/b&gt;, and see how far it came on its way from Sansan to &lt;b&gt;{org}&lt;/b&gt;.</source>
        <translation>設定「&lt;b&gt;{profile}&lt;/b&gt;」の名刺を探し、Sansan から &lt;b&gt;{org}&lt;/b&gt; までのどこまで進んだかを確認します。</translation>
    </message>
    <message>
        <source>Nothing was transferred yet with this set-up. You can search all the same.</source>
        <translation>この設定ではまだ転送していません。検索はできます。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s) fit. Choose a row to see how far the card came.</source>
        <translation>
            <numerusform>%Ln 枚の名刺が見つかりました。行を選ぶと、その名刺の経過を表示します。</numerusform>
        </translation>
    </message>
    <message>
        <source>The report of the transfer of {when}: choose a row to see how far that card came, or search.</source>
        <translation>{when} の転送のレポートです。行を選ぶか検索すると、その名刺の経過を表示します。</translation>
    </message>
    <message>
        <source>Name, reading, company, e-mail address or card ID</source>
        <translation>姓名、カナ、会社名、メールアドレス、名刺ID</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>名刺の一覧</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Open in Salesforce</source>
        <translation>Salesforce で開く</translation>
    </message>
    <message>
        <source>Show the report again</source>
        <translation>レポートに戻る</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>{place}, {user}</source>
        <translation>{place}、{user}</translation>
    </message>
    <message>
        <source>It signs in as {user}.</source>
        <translation>{user} としてサインインします。</translation>
    </message>
    <message>
        <source>What you do by hand asks you to sign in first.</source>
        <translation>手動の操作には、先に認証が必要です。</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>転送先</translation>
    </message>
    <message>
        <source>Last transfer</source>
        <translation>前回の転送</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>まだありません。</translation>
    </message>
    <message>
        <source>In Salesforce</source>
        <translation>Salesforce 内の名刺</translation>
    </message>
    <message>
        <source>Contacts and leads</source>
        <translation>取引先責任者とリード</translation>
    </message>
    <message>
        <source>Can be taken back</source>
        <translation>取り消せる転送</translation>
    </message>
    <message>
        <source>Automatic transfer</source>
        <translation>自動転送</translation>
    </message>
    <message>
        <source>Set it up again, or restore its file.</source>
        <translation>設定し直すか、設定ファイルを元に戻してください。</translation>
    </message>
    <message>
        <source>Enter a new Sansan API key: Change settings &gt; Connect Sansan.</source>
        <translation>新しい Sansan の API Key を登録してください（[設定を変更] &gt; [Sansan に接続]）。</translation>
    </message>
    <message>
        <source>Sign in to Salesforce again. Nothing else is lost.</source>
        <translation>Salesforce をもう一度認証してください。ほかの設定はそのまま残っています。</translation>
    </message>
    <message>
        <source>If a VPN hides where you are, leave it first; if Salesforce froze the user, have another administrator unfreeze it. Then sign in to Salesforce again. Nothing else is lost.</source>
        <translation>接続元を隠す VPN を使用している場合は、先に切断してください。Salesforce でユーザーが凍結されている場合は、別の管理者に凍結解除を依頼してください。その後、Salesforce にもう一度認証してください。ほかの設定はそのまま残っています。</translation>
    </message>
    <message>
        <source>Look at the integration user: Automatic transfers &gt; Prove it again.</source>
        <translation>インテグレーションユーザーを確認してください: [自動転送] &gt; [もう一度確認]。</translation>
    </message>
    <message>
        <source>Transfer, or look at a preview first.</source>
        <translation>転送してください。先にプレビューで内容を確かめることもできます。</translation>
    </message>
    <message>
        <source>Transfer now goes on where the last transfer stopped.</source>
        <translation>[今すぐ転送] で、前回止まったところから再開します。</translation>
    </message>
    <message>
        <source>Fix the causes that the report names, then retry the failed cards only.</source>
        <translation>レポートにある原因を取り除いてから、失敗した名刺だけを再試行してください。</translation>
    </message>
    <message>
        <source>Give the users without a match a recipient, under Change settings.</source>
        <translation>[設定を変更] で、一致しなかったユーザーの転送先を指定してください。</translation>
    </message>
    <message>
        <source>Nothing to do. The next transfer sends what is new or changed.</source>
        <translation>必要な操作はありません。次の転送では、新しい名刺と変更された名刺を送ります。</translation>
    </message>
    <message>
        <source>{when}: {created} created, {updated} updated, {failed} failed.</source>
        <translation>{when}: 作成 {created} 枚、更新 {updated} 枚、失敗 {failed} 枚。</translation>
    </message>
    <message>
        <source>Written by {user}.</source>
        <translation>実行ユーザー: {user}。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a value shortened or left out.</source>
        <translation>
            <numerusform>値を短縮または省略した名刺 %Ln 枚。</numerusform>
        </translation>
    </message>
    <message>
        <source>It was taken back.</source>
        <translation>この転送は取り消されました。</translation>
    </message>
    <message>
        <source>It was not completed.</source>
        <translation>最後まで完了していません。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln Sansan user(s) matched.</source>
        <translation>
            <numerusform>Sansan ユーザー %Ln 人が一致しています。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new or without a match; the default gets their cards.</source>
        <translation>
            <numerusform>転送先が未設定のユーザーが %Ln 人います（名刺は既定の転送先に送られます）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Default recipient: {user}.</source>
        <translation>既定の転送先: {user}。</translation>
    </message>
    <message>
        <source>The transfer of {when}, until {until}.</source>
        <translation>{when} の転送（{until} まで）。</translation>
    </message>
    <message>
        <source>The transfer of {when}.</source>
        <translation>{when} の転送。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s) linked.</source>
        <translation>
            <numerusform>%Ln 枚を関連づけ済みです。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln undecided</source>
        <translation>
            <numerusform>未決定 %Ln 枚</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} since {when}.</source>
        <translation>{count}（{when} から）。</translation>
    </message>
    <message>
        <source>Last compared {when}.</source>
        <translation>最終確認: {when}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s).</source>
        <translation>
            <numerusform>%Ln 枚あります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be sent.</source>
        <translation>
            <numerusform>%Ln 枚は転送できませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>All compared on {when}.</source>
        <translation>全件の確認: {when}。</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>On the card</source>
        <translation>名刺の内容</translation>
    </message>
    <message>
        <source>Field in Salesforce</source>
        <translation>Salesforce の項目</translation>
    </message>
    <message>
        <source>What the field takes</source>
        <translation>項目の型</translation>
    </message>
    <message>
        <source>Value of this card</source>
        <translation>この名刺の値</translation>
    </message>
    <message>
        <source>Not transferred</source>
        <translation>転送しない</translation>
    </message>
    <message>
        <source>{field} – as usual</source>
        <translation>{field} – 標準</translation>
    </message>
    <message>
        <source>up to {count} characters</source>
        <translation>{count} 文字まで</translation>
    </message>
    <message>
        <source>required</source>
        <translation>必須</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>shortened to {count} characters</source>
        <translation>{count} 文字に短縮</translation>
    </message>
    <message>
        <source>left out: the field does not take this value</source>
        <translation>この項目には入らない値のため省略</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Long text</source>
        <translation>ロングテキストエリア</translation>
    </message>
    <message>
        <source>Text area</source>
        <translation>テキストエリア</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Picklist</source>
        <translation>選択リスト</translation>
    </message>
    <message>
        <source>Picklist (multi-select)</source>
        <translation>複数選択リスト</translation>
    </message>
    <message>
        <source>Text with suggestions</source>
        <translation>コンボボックス</translation>
    </message>
    <message>
        <source>Encrypted text</source>
        <translation>テキスト（暗号化）</translation>
    </message>
    <message>
        <source>{count} values and no others</source>
        <translation>値 {count} 個、それ以外は不可</translation>
    </message>
    <message>
        <source>{count} values</source>
        <translation>値 {count} 個</translation>
    </message>
</context>
<context>
    <name>FieldsPage</name>
    <message>
        <source>What goes to which field</source>
        <translation>名刺の内容と Salesforce の項目</translation>
    </message>
    <message>
        <source>Looking at the fields in Salesforce, and at some cards…</source>
        <translation>Salesforce の項目と、例にする名刺を読み取っています…</translation>
    </message>
    <message>
        <source>Saved. The next transfer follows it.</source>
        <translation>保存しました。次の転送から反映されます。</translation>
    </message>
    <message>
        <source>Where each item of a card goes in &lt;b&gt;{org}&lt;/b&gt;. What is switched off is not transferred; what stands in Salesforce already stays. Nothing is written before the next transfer.</source>
        <translation>名刺の各内容を &lt;b&gt;{org}&lt;/b&gt; のどの項目に入れるかを選びます。チェックを外した内容は転送されず、Salesforce にすでにある値はそのまま残ります。次の転送まで、何も書き込みません。</translation>
    </message>
    <message>
        <source>There is no card in Sansan to show as an example.</source>
        <translation>例として表示できる名刺が Sansan にありません。</translation>
    </message>
    <message>
        <source>Card {place} of {count} as an example: {name}</source>
        <translation>例にする名刺（{place}/{count}）: {name}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Use these fields</source>
        <translation>この項目に転送する</translation>
    </message>
    <message>
        <source>All as usual</source>
        <translation>すべて標準に戻す</translation>
    </message>
    <message>
        <source>Back to Home</source>
        <translation>ホームに戻る</translation>
    </message>
    <message>
        <source>Back without changes</source>
        <translation>変更せずに戻る</translation>
    </message>
    <message>
        <source>Another card</source>
        <translation>別の名刺を表示</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search names, addresses and reasons</source>
        <translation>名前、アドレス、理由を検索</translation>
    </message>
    <message>
        <source>Search the recipients</source>
        <translation>転送先を検索</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>候補あり</translation>
    </message>
    <message>
        <source>Unmatched</source>
        <translation>一致なし</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>手動</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>要確認</translation>
    </message>
    <message>
        <source>Not transferred</source>
        <translation>転送しない</translation>
    </message>
    <message>
        <source>Show: {kind}, {count}</source>
        <translation>表示: {kind}、{count}</translation>
    </message>
</context>
<context>
    <name>FinishedPage</name>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>What failed, and what to do</source>
        <translation>失敗の理由と対処</translation>
    </message>
    <message>
        <source>Retry failed cards only</source>
        <translation>失敗した名刺だけ再試行</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>レポートを開く</translation>
    </message>
    <message>
        <source>Open in Salesforce</source>
        <translation>Salesforce で開く</translation>
    </message>
    <message>
        <source>Why is this card not there?</source>
        <translation>名刺が見つからないときは</translation>
    </message>
    <message>
        <source>Link to contacts and leads</source>
        <translation>取引先責任者・リードとの関連づけ</translation>
    </message>
    <message>
        <source>Automatic transfers…</source>
        <translation>自動転送…</translation>
    </message>
    <message numerus="yes">
        <source>The transfer is complete, but %Ln card(s) failed. Fix the cause, then transfer again.</source>
        <translation>
            <numerusform>転送は完了しましたが、%Ln 枚が失敗しました。原因を解消してから、もう一度転送してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>The transfer is complete.</source>
        <translation>転送が完了しました。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln 枚の名刺</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln second(s)</source>
        <translation>
            <numerusform>（%Ln 秒）</numerusform>
        </translation>
    </message>
    <message>
        <source>{cards} {time}</source>
        <translation>{cards}{time}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a value shortened or left out; the report says which.</source>
        <translation>
            <numerusform>値を短縮または省略した名刺が %Ln 枚あります（どの名刺かはレポートに記載）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s) linked to contacts and leads.</source>
        <translation>
            <numerusform>名刺 %Ln 件を取引先責任者・リードに関連づけました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FlowPicture</name>
    <message>
        <source>Picture: business cards go from Sansan to Salesforce, each to its owner</source>
        <translation>図: 名刺が Sansan から Salesforce へ、それぞれの所有者に送られます</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>GuideView</name>
    <message numerus="yes">
        <source>Step {at} of {all}, about %n minute(s)</source>
        <translation>
            <numerusform>手順 {at}/{all}（約 %n 分）</numerusform>
        </translation>
    </message>
    <message>
        <source>In Salesforce: {path}</source>
        <translation>Salesforce での場所: {path}</translation>
    </message>
    <message>
        <source>Open this screen in Salesforce</source>
        <translation>Salesforce でこの画面を開く</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help: {page}</source>
        <translation>ヘルプ: {page}</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Home</source>
        <translation>ホーム</translation>
    </message>
    <message>
        <source>Sign in again: {name}</source>
        <translation>もう一度認証する: {name}</translation>
    </message>
    <message>
        <source>Signed in again. Nothing else has changed.</source>
        <translation>認証し直しました。ほかの設定は変わっていません。</translation>
    </message>
    <message>
        <source>Continue where you left off</source>
        <translation>続きから再開</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>最初からやり直す</translation>
    </message>
    <message>
        <source>A set-up was left at “{step}”.</source>
        <translation>「{step}」まで進んだ設定があります。</translation>
    </message>
    <message>
        <source>Unfinished set-up</source>
        <translation>途中の設定</translation>
    </message>
    <message>
        <source>Back to the set-ups</source>
        <translation>設定の一覧に戻る</translation>
    </message>
    <message>
        <source>Your set-ups from Sansan to Salesforce.</source>
        <translation>Sansan から Salesforce への連携設定です。</translation>
    </message>
    <message>
        <source>New set-up</source>
        <translation>Salesforce の連携先を追加</translation>
    </message>
</context>
<context>
    <name>HomeWork</name>
    <message>
        <source>Take it back</source>
        <translation>転送を取り消す</translation>
    </message>
    <message>
        <source>Disconnect “{name}” from Sansan and Salesforce?

Its key and sign-in are forgotten on this computer, and transfers can no longer be taken back. Nothing in Sansan or Salesforce is deleted.</source>
        <translation>「{name}」の Sansan と Salesforce への接続を解除しますか？

このコンピューターに保存した API Key と認証情報を削除します。これまでの転送は取り消せなくなります。Sansan と Salesforce のデータは削除されません。</translation>
    </message>
    <message>
        <source>Remove “{name}”?

It is disconnected, and its settings, its records of transfers and its reports on this computer are deleted. Nothing in Sansan or Salesforce is deleted.</source>
        <translation>「{name}」を削除しますか？

接続を解除し、このコンピューター上の設定、転送の記録、レポートを削除します。Sansan と Salesforce のデータは削除されません。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Taking back the transfer…</source>
        <translation>転送を取り消しています…</translation>
    </message>
    <message>
        <source>Take back the transfer of {when} in “{org}”?

What it created is deleted (records: {created}); what it updated gets its former values back (records: {updated}). What somebody changed since is left alone.</source>
        <translation>{when} の転送を取り消しますか？

「{org}」に作成した {created} 件を削除し、更新した {updated} 件を元の値に戻します。その後に誰かが変更したレコードには触れません。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>取り消さない</translation>
    </message>
    <message>
        <source>“{old}” is called “{new}” now.</source>
        <translation>「{old}」の名前を「{new}」に変更しました。</translation>
    </message>
    <message>
        <source>Export without secrets</source>
        <translation>設定を書き出す（機密情報は含みません）</translation>
    </message>
    <message>
        <source>“{file}” was written, with its recipients beside it. It holds no secret.</source>
        <translation>「{file}」と転送先のファイルを書き出しました。機密情報は含まれていません。</translation>
    </message>
    <message>
        <source>Taken back: {deleted} deleted, {restored} restored, {left} left as they are.</source>
        <translation>取り消しの結果: 削除 {deleted} 件、復元 {restored} 件、そのまま {left} 件。</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>接続を解除</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Done. Salesforce has withdrawn this program’s access.</source>
        <translation>完了しました。Salesforce 側でもこのプログラムのアクセスが取り消されました。</translation>
    </message>
    <message>
        <source>Done on this computer. Salesforce could not be asked to withdraw the access; an administrator can do so there under “Connected Apps OAuth Usage”.</source>
        <translation>このコンピューター上では完了しました。Salesforce にアクセスの取り消しを依頼できませんでした。Salesforce の [接続アプリケーションの OAuth の利用状況] で、管理者が取り消せます。</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>レポートを開く</translation>
    </message>
    <message>
        <source>Try those again</source>
        <translation>もう一度取り消す</translation>
    </message>
    <message>
        <source>Take back those too…</source>
        <translation>残りも取り消す…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) were changed by somebody since. Take them back too?</source>
        <translation>
            <numerusform>%Ln 件のレコードは、その後に誰かが変更しています。これらも取り消しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Take them back too</source>
        <translation>これらも取り消す</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>取り消さない</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>お待ちください…</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Read recipients from a file</source>
        <translation>ファイルからの読み込み</translation>
    </message>
    <message>
        <source>These recipients change:</source>
        <translation>変更される転送先:</translation>
    </message>
    <message>
        <source>“{file}” changes nothing.</source>
        <translation>「{file}」による変更はありません。</translation>
    </message>
    <message>
        <source>This is what “{file}” would change. Nothing has been changed yet.</source>
        <translation>「{file}」で変わる内容です。まだ何も変更していません。</translation>
    </message>
    <message>
        <source>Get a recipient instead of the default</source>
        <translation>既定から変わるユーザー</translation>
    </message>
    <message>
        <source>Get another recipient</source>
        <translation>転送先が変わるユーザー</translation>
    </message>
    <message>
        <source>Stay the same</source>
        <translation>変わらないユーザー</translation>
    </message>
    <message>
        <source>Unknown Sansan users, left out</source>
        <translation>不明な Sansan ユーザー（除外）</translation>
    </message>
    <message>
        <source>Wrong lines, left out</source>
        <translation>誤りのある行（除外）</translation>
    </message>
    <message>
        <source>Save the errors…</source>
        <translation>エラーを保存…</translation>
    </message>
    <message>
        <source>These lines are left out:</source>
        <translation>次の行は除外します:</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n change(s)</source>
        <translation>
            <numerusform>%n 件の変更を適用</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy the errors</source>
        <translation>エラーをコピー</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln 枚の名刺</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> ほか {count} 人</translation>
    </message>
    <message>
        <source>Works. {cards}, owned by: {owners}</source>
        <translation>接続できました。{cards}（所有者: {owners}）</translation>
    </message>
    <message>
        <source>Works. {cards} or more, owned by: {owners}</source>
        <translation>接続できました。{cards}以上（所有者: {owners}）</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Card</source>
        <translation>名刺</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社名</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候補</translation>
    </message>
    <message>
        <source>Your decision</source>
        <translation>選択した内容</translation>
    </message>
    <message>
        <source>contact</source>
        <translation>取引先責任者</translation>
    </message>
    <message>
        <source>lead</source>
        <translation>リード</translation>
    </message>
    <message>
        <source>account</source>
        <translation>取引先</translation>
    </message>
    <message>
        <source>same e-mail</source>
        <translation>メールアドレスが同じ</translation>
    </message>
    <message>
        <source>same name and company</source>
        <translation>氏名と会社名が同じ</translation>
    </message>
    <message>
        <source>accounts of this company</source>
        <translation>この会社名の取引先</translation>
    </message>
    <message>
        <source>found by your organisation’s duplicate rule</source>
        <translation>自社の重複ルールで検出</translation>
    </message>
    <message>
        <source>{value}, different from the card</source>
        <translation>{value}（名刺と異なります）</translation>
    </message>
    <message>
        <source>Link to {name}</source>
        <translation>「{name}」に関連づける</translation>
    </message>
    <message>
        <source>the chosen record</source>
        <translation>選択したレコード</translation>
    </message>
    <message>
        <source>Link to nobody</source>
        <translation>関連づけない</translation>
    </message>
    <message>
        <source>Not {name}</source>
        <translation>「{name}」ではない</translation>
    </message>
    <message>
        <source>Create a new one</source>
        <translation>新しく作成する</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>作成しない</translation>
    </message>
    <message>
        <source>Create leads</source>
        <translation>リードを作成する</translation>
    </message>
    <message>
        <source>Create contacts with their accounts</source>
        <translation>取引先責任者（と取引先）を作成する</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>役職</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>最終活動日</translation>
    </message>
    <message>
        <source>The same for all of {company} (S)</source>
        <translation>{company} の名刺すべてに適用 (S)</translation>
    </message>
    <message>
        <source>This one (1–9)</source>
        <translation>この人物 (1～9)</translation>
    </message>
    <message>
        <source>None of these (0)</source>
        <translation>該当なし (0)</translation>
    </message>
    <message>
        <source>A new one (N)</source>
        <translation>新規作成 (N)</translation>
    </message>
    <message>
        <source>The same for all of this company (S)</source>
        <translation>この会社の名刺すべてに適用 (S)</translation>
    </message>
    <message>
        <source>Decide again</source>
        <translation>もう一度選ぶ</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Choose first what to create for cards that nobody fits.</source>
        <translation>先に、該当者のいない名刺から作成するものを選択してください。</translation>
    </message>
</context>
<context>
    <name>LinksPage</name>
    <message>
        <source>Link to contacts and leads</source>
        <translation>取引先責任者・リードとの関連づけ</translation>
    </message>
    <message>
        <source>Comparing cards with contacts and leads; nothing is written…</source>
        <translation>名刺と取引先責任者・リードを照合しています（書き込みはしません）…</translation>
    </message>
    <message>
        <source>Linking…</source>
        <translation>関連づけています…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s) are linked now.</source>
        <translation>
            <numerusform>%Ln 枚を関連づけました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Taking back the links…</source>
        <translation>関連づけを取り消しています…</translation>
    </message>
    <message>
        <source>Taken back: {restored} links removed, {deleted} records deleted, {left} left.</source>
        <translation>取り消しました。解除した関連づけ: {restored} 件、削除したレコード: {deleted} 件、残したレコード: {left} 件</translation>
    </message>
    <message>
        <source>Who in &lt;b&gt;{org}&lt;/b&gt; is on the cards of &lt;b&gt;{profile}&lt;/b&gt;? Nothing filled is overwritten, and nothing is written before you press the button.</source>
        <translation>&lt;b&gt;{profile}&lt;/b&gt; の名刺が、&lt;b&gt;{org}&lt;/b&gt; の誰のものかを調べます。ボタンを押すまで何も書き込みません。入力済みの項目は上書きしません。</translation>
    </message>
    <message>
        <source>Take back the last links</source>
        <translation>前回の関連づけを取り消す</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message numerus="yes">
        <source>Link %Ln card(s)</source>
        <translation>
            <numerusform>%Ln 枚を関連づける</numerusform>
        </translation>
    </message>
    <message>
        <source>For cards that nobody fits:</source>
        <translation>該当者のいない名刺:</translation>
    </message>
    <message>
        <source>Fill empty fields of the contacts and leads from the cards</source>
        <translation>取引先責任者・リードの空の項目に名刺の値を入力する</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>レポートを開く</translation>
    </message>
    <message>
        <source>Values for new records…</source>
        <translation>新しいレコードの値…</translation>
    </message>
</context>
<context>
    <name>ManualSteps</name>
    <message>
        <source>Assign it by hand instead</source>
        <translation>手動で割り当てる場合</translation>
    </message>
    <message>
        <source>1.  Log in to Salesforce as a system administrator.&lt;br&gt;2.  Click &lt;b&gt;Setup&lt;/b&gt; from the gear icon in the upper right.&lt;br&gt;3.  Enter “Permission Set” in the Quick Search and select it.&lt;br&gt;4.  Click &lt;b&gt;Sansan データ連携実行ユーザ&lt;/b&gt;.&lt;br&gt;5.  Click &lt;b&gt;Manage Assignments&lt;/b&gt;, then &lt;b&gt;Add Assignments&lt;/b&gt;.&lt;br&gt;6.  Select the user for Salesforce authentication and click &lt;b&gt;Assign&lt;/b&gt;.&lt;br&gt;7.  Click &lt;b&gt;Done&lt;/b&gt;.</source>
        <translation>1.  システム管理者として Salesforce にログインします。&lt;br&gt;2.  右上の歯車アイコンから [&lt;b&gt;設定&lt;/b&gt;] をクリックします。&lt;br&gt;3.  クイック検索に「権限セット」と入力して選択します。&lt;br&gt;4.  [&lt;b&gt;Sansan データ連携実行ユーザ&lt;/b&gt;] をクリックします。&lt;br&gt;5.  [&lt;b&gt;割り当ての管理&lt;/b&gt;]、[&lt;b&gt;割り当てを追加&lt;/b&gt;] の順にクリックします。&lt;br&gt;6.  Salesforce の認証に使うユーザーを選択し、[&lt;b&gt;割り当て&lt;/b&gt;] をクリックします。&lt;br&gt;7.  [&lt;b&gt;完了&lt;/b&gt;] をクリックします。</translation>
    </message>
    <message>
        <source>I have assigned it: check</source>
        <translation>割り当てたので確認する</translation>
    </message>
</context>
<context>
    <name>MappingFiles</name>
    <message>
        <source>Write recipients to a file</source>
        <translation>転送先の書き出し</translation>
    </message>
    <message>
        <source>recipients.csv</source>
        <translation>転送先.csv</translation>
    </message>
    <message>
        <source>Read recipients from a file</source>
        <translation>ファイルからの読み込み</translation>
    </message>
    <message>
        <source>Writing “{file}”…</source>
        <translation>「{file}」に書き込んでいます…</translation>
    </message>
    <message>
        <source>Reading “{file}”…</source>
        <translation>「{file}」を読み込んでいます…</translation>
    </message>
    <message>
        <source>en</source>
        <comment>the code of this language: ja in Japanese, en in English</comment>
        <translation>ja</translation>
    </message>
    <message>
        <source>Write the errors to a file</source>
        <translation>エラーをファイルに書き出す</translation>
    </message>
    <message>
        <source>errors.csv</source>
        <translation>エラー.csv</translation>
    </message>
    <message>
        <source>The errors were written to “{file}”.</source>
        <translation>エラーを「{file}」に書き出しました。</translation>
    </message>
    <message>
        <source>Another file is still being read or written. Try again in a moment.</source>
        <translation>別のファイルを処理しています。少し待ってから、もう一度お試しください。</translation>
    </message>
    <message numerus="yes">
        <source>%n recipient(s) were written to “{file}”.</source>
        <translation>
            <numerusform>%n 件の転送先を「{file}」に書き出しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an address or not transferred were left out.</source>
        <translation>
            <numerusform>アドレスのない、または転送しない %n 件は除きました。</numerusform>
        </translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt *.tsv)</source>
        <translation>CSV ファイル (*.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
</context>
<context>
    <name>MenuBar</name>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>ウィンドウ</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>ウィンドウを閉じる</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>カット</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>ペースト</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>すべてを選択</translation>
    </message>
    <message>
        <source>Minimize</source>
        <translation>しまう</translation>
    </message>
    <message>
        <source>Help on this page</source>
        <translation>このページのヘルプ</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>The name may have letters, digits, - and _ only, and begins with a letter or digit.</source>
        <translation>名前には半角の英数字、- と _ を使い、英数字から始めてください。</translation>
    </message>
    <message>
        <source>Windows keeps this name for a device. Choose another.</source>
        <translation>Windows の装置の名前は使えません。別の名前にしてください。</translation>
    </message>
    <message>
        <source>Another set-up has this name.</source>
        <translation>この名前の設定がすでにあります。</translation>
    </message>
    <message>
        <source>Another set-up has this name but for capital letters. Choose another.</source>
        <translation>大文字と小文字だけが違う名前の設定がすでにあります。別の名前にしてください。</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>found by e-mail</source>
        <translation>メールアドレスで一致</translation>
    </message>
    <message>
        <source>found by name and company</source>
        <translation>氏名と会社名で一致</translation>
    </message>
    <message>
        <source>chosen by you</source>
        <translation>自分で選択</translation>
    </message>
    <message>
        <source>to a new record</source>
        <translation>新規レコードに関連づけ</translation>
    </message>
    <message>
        <source>new record</source>
        <translation>新規レコードに関連づけ</translation>
    </message>
    <message>
        <source>several candidates</source>
        <translation>候補が複数</translation>
    </message>
    <message>
        <source>linked to nobody</source>
        <translation>関連づけなし</translation>
    </message>
    <message>
        <source>cannot be linked</source>
        <translation>関連づけ不可</translation>
    </message>
    <message>
        <source>linked before</source>
        <translation>関連づけ済み</translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s) in Salesforce, together.</source>
        <translation>
            <numerusform>Salesforce の名刺: 合計 %Ln 枚</numerusform>
        </translation>
    </message>
    <message>
        <source>New records: {people} people, {accounts} accounts.</source>
        <translation>新規レコード: 人物 {people} 件、取引先 {accounts} 件</translation>
    </message>
    <message numerus="yes">
        <source>Empty fields filled in %Ln record(s).</source>
        <translation>
            <numerusform>空の項目に入力するレコード: %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln 枚</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenSetup</name>
    <message>
        <source>Let go to open this set-up.</source>
        <translation>ここで放すと、この設定を読み込みます。</translation>
    </message>
    <message>
        <source>You have an exported set-up? Drop it here.</source>
        <translation>書き出した設定がある場合は、ここにドロップしてください。</translation>
    </message>
    <message>
        <source>Open an exported set-up…</source>
        <translation>書き出した設定を読み込む…</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>to create</source>
        <translation>作成予定</translation>
    </message>
    <message>
        <source>to update</source>
        <translation>更新予定</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>would be refused</source>
        <translation>失敗の見込み</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>設定により対象外</translation>
    </message>
    <message>
        <source>created</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
</context>
<context>
    <name>OwnObject</name>
    <message>
        <source>Sansan’s package is not in this organisation.</source>
        <translation>この組織には Sansan のパッケージがありません。</translation>
    </message>
    <message>
        <source>Sansan’s package is there, but its card ID is no external ID: cards could be duplicated.</source>
        <translation>Sansan のパッケージはありますが、名刺ID項目が外部 ID ではないため、名刺が重複するおそれがあります。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The object &lt;b&gt;{label}&lt;/b&gt; ({name}), with a tab and a page layout</source>
        <translation>オブジェクト&lt;b&gt;「{label}」&lt;/b&gt;（{name}）、タブ、ページレイアウト</translation>
    </message>
    <message>
        <source>The field &lt;b&gt;{label}&lt;/b&gt;: a unique external ID, so that no card is ever there twice</source>
        <translation>項目&lt;b&gt;「{label}」&lt;/b&gt;: ユニークな外部 ID（同じ名刺が重複しないようにするため）</translation>
    </message>
    <message>
        <source>These fields: {fields}</source>
        <translation>次の項目: {fields}</translation>
    </message>
    <message>
        <source>Labels in this window’s language; in the other, too, where the Translation Workbench is on</source>
        <translation>表示ラベルはこの画面の言語。トランスレーションワークベンチが有効な場合は、もう一方の言語でも作成します</translation>
    </message>
    <message>
        <source>Sharing &lt;b&gt;Private&lt;/b&gt;: the owner of a card sees it, and those above in the role hierarchy</source>
        <translation>共有設定は&lt;b&gt;非公開&lt;/b&gt;: 名刺の所有者と、ロール階層で上位のユーザーが閲覧できます</translation>
    </message>
    <message>
        <source>The permission set &lt;b&gt;{label}&lt;/b&gt; ({name}) to write cards, assigned to {user}</source>
        <translation>権限セット&lt;b&gt;「{label}」&lt;/b&gt;（{name}）: 名刺の書き込み用。{user}に割り当てます</translation>
    </message>
    <message>
        <source>The permission set &lt;b&gt;{label}&lt;/b&gt; ({name}) to read cards, for the recipients</source>
        <translation>権限セット&lt;b&gt;「{label}」&lt;/b&gt;（{name}）: 転送先ユーザーの閲覧用</translation>
    </message>
</context>
<context>
    <name>OwnPlan</name>
    <message>
        <source>Somebody took these away in Salesforce: {names}. Make them again</source>
        <translation>Salesforce で削除されているもの: {names}。もう一度作成する</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Continue later</source>
        <translation>あとで続ける</translation>
    </message>
    <message>
        <source>Go to “{step}”</source>
        <translation>「{step}」を開く</translation>
    </message>
</context>
<context>
    <name>PermissionSet</name>
    <message>
        <source>Done: “{label}” is assigned, and the cards can be written.</source>
        <translation>完了: 「{label}」を割り当てました。名刺を書き込めます。</translation>
    </message>
    <message>
        <source>“{label}” was assigned already, and the cards can be written.</source>
        <translation>「{label}」はすでに割り当てられています。名刺を書き込めます。</translation>
    </message>
    <message>
        <source>There is no such permission set, but the cards can be written.</source>
        <translation>この権限セットはありませんが、名刺を書き込めます。</translation>
    </message>
    <message>
        <source>The cards can be written.</source>
        <translation>名刺を書き込めます。</translation>
    </message>
    <message>
        <source>Done: the object is made, “{label}” is assigned, and the cards can be written.</source>
        <translation>完了: オブジェクトを作成し、「{label}」を割り当てました。名刺を書き込めます。</translation>
    </message>
    <message>
        <source>Done: the object is completed, “{label}” is assigned, and the cards can be written.</source>
        <translation>完了しました。オブジェクトに不足していたものを作成し、「{label}」を割り当てました。名刺を書き込めます。</translation>
    </message>
    <message>
        <source>Several permission sets have this name. Choose the one that {user} gets.</source>
        <translation>同じ名前の権限セットが複数あります。{user}に割り当てるものを選択してください。</translation>
    </message>
    <message>
        <source>Found: “{label}”. The button assigns it to {user}.</source>
        <translation>「{label}」が見つかりました。ボタンをクリックすると、{user}に割り当てます。</translation>
    </message>
    <message>
        <source>The permission set was not found. {user} may be able to write the business card object without it; the button checks that.</source>
        <translation>権限セットが見つかりません。{user}が名刺オブジェクトに書き込めるかどうかは、ボタンで確認できます。</translation>
    </message>
    <message>
        <source>The cards go to the object “{object}”, which is there. The button gives {user} the right.</source>
        <translation>名刺は、作成済みのオブジェクト「{object}」に転送します。ボタンをクリックすると、{user}に権限を割り当てます。</translation>
    </message>
    <message>
        <source>The cards go to the object “{object}”, which is there but incomplete. The button makes exactly this in Salesforce, changes nothing else of it, and gives {user} the right:</source>
        <translation>名刺は、既存のオブジェクト「{object}」に転送します。不足しているものがあるため、ボタンをクリックすると Salesforce に次のものだけを作成し、{user}に権限を付与します。これ以外は変更しません:</translation>
    </message>
    <message>
        <source>The cards go to an object of their own, “{object}”. The button makes exactly this in Salesforce, and nothing else:</source>
        <translation>名刺は専用のオブジェクト「{object}」に転送します。ボタンをクリックすると、Salesforce に次のものだけを作成します:</translation>
    </message>
</context>
<context>
    <name>PermissionSetPage</name>
    <message>
        <source>Go on?</source>
        <translation>続けますか？</translation>
    </message>
    <message>
        <source>Complete “{object}” and assign in {org}</source>
        <translation>「{org}」で「{object}」の不足を補い、割り当てる</translation>
    </message>
    <message>
        <source>Make “{object}” and assign in {org}</source>
        <translation>「{org}」に「{object}」を作成して割り当てる</translation>
    </message>
    <message>
        <source>Assign in {org}</source>
        <translation>「{org}」で割り当てる</translation>
    </message>
    <message>
        <source>Salesforce is busy with other deployments of the organisation (Setup &gt; Deployment Status). This one is in the queue and goes on by itself.</source>
        <translation>Salesforce で組織のほかのリリースが終わるのを待っています（[設定] &gt; [リリース状況]）。終わると自動的に続きます。</translation>
    </message>
    <message>
        <source>Working in Salesforce…</source>
        <translation>Salesforce で処理しています…</translation>
    </message>
    <message>
        <source>Looking for the permission set…</source>
        <translation>権限セットを探しています…</translation>
    </message>
    <message>
        <source>The signed-in user needs the right to write the cards. Nothing has been written to Salesforce so far; the button is the first that does.</source>
        <translation>ログインしたユーザーには、名刺を書き込む権限が必要です。Salesforce には、下のボタンで初めて書き込みます。</translation>
    </message>
    <message>
        <source>Permission set</source>
        <translation>権限セット</translation>
    </message>
</context>
<context>
    <name>PreparePage</name>
    <message>
        <source>Start setting up Salesforce</source>
        <translation>Salesforce の設定を開始</translation>
    </message>
    <message>
        <source>This wizard sends the business cards in Sansan to Salesforce. The set-up takes about 15 minutes.</source>
        <translation>Sansan の名刺を Salesforce に転送するための設定を行います。所要時間は約 15 分です。</translation>
    </message>
    <message>
        <source>What you need</source>
        <translation>必要なもの</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>知っておいていただきたいこと</translation>
    </message>
    <message>
        <source>A Sansan user who is a &lt;b&gt;system administrator&lt;/b&gt; with the &lt;b&gt;API integration&lt;/b&gt; permission</source>
        <translation>&lt;b&gt;API連携権限&lt;/b&gt;を持つ Sansan の&lt;b&gt;システム管理者&lt;/b&gt;</translation>
    </message>
    <message>
        <source>A Salesforce user who is a &lt;b&gt;system administrator&lt;/b&gt;, with username and password</source>
        <translation>Salesforce の&lt;b&gt;システム管理者&lt;/b&gt;のユーザー名とパスワード</translation>
    </message>
    <message>
        <source>A Salesforce &lt;b&gt;edition with the Web API&lt;/b&gt;: Enterprise, Unlimited, or Professional with API</source>
        <translation>&lt;b&gt;Web API を利用できるエディション&lt;/b&gt;の Salesforce（Enterprise、Unlimited、または API 付きの Professional）</translation>
    </message>
    <message>
        <source>The &lt;b&gt;Sansan package&lt;/b&gt; in that organisation, if you have it; otherwise the program makes an object</source>
        <translation>&lt;b&gt;Sansan パッケージ&lt;/b&gt;がその組織にあればそれを使います。なければ専用のオブジェクトを作成します</translation>
    </message>
    <message>
        <source>About ten minutes more if Salesforce has no external client app for this program yet</source>
        <translation>このプログラム用の外部クライアントアプリケーションが Salesforce にまだない場合は、さらに 10 分ほど</translation>
    </message>
    <message>
        <source>We recommend a Sansan user made for the integration, in a department of its own. Every card that user can see is sent. With a personal user the transfer would silently grow or stop when the person moves or leaves.</source>
        <translation>連携専用の Sansan ユーザーを専用の部署に作成することをおすすめします。そのユーザーが閲覧できる名刺はすべて転送されます。個人のユーザーを使うと、異動や退職の際に転送の範囲が知らないうちに広がったり、転送が止まったりします。</translation>
    </message>
    <message>
        <source>If Salesforce restricts IP addresses: this program connects from this computer, so this computer’s address must be allowed. No request to Sansan is needed.</source>
        <translation>Salesforce で IP アドレスを制限している場合: このプログラムはこのコンピューターから接続するため、このコンピューターのアドレスを許可してください。Sansan への問い合わせは不要です。</translation>
    </message>
    <message>
        <source>Do not sign in or transfer through a VPN or proxy that hides where you are. Salesforce then freezes the user and ends every sign-in; another administrator must unfreeze it. Your company’s own VPN is fine.</source>
        <translation>接続元を隠す VPN やプロキシ（匿名 VPN など）を経由して認証や転送をしないでください。Salesforce がユーザーを凍結し、すべての認証を取り消します。解除には別の管理者が必要です。社内の VPN は問題ありません。</translation>
    </message>
    <message>
        <source>Nothing is written to Salesforce before you say so. You can stop at any page and continue later.</source>
        <translation>指示があるまで Salesforce には何も書き込みません。どの画面でも中断でき、後で続きから再開できます。</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>Reading Sansan and comparing; nothing is written…</source>
        <translation>Sansan を読み取って比較しています（何も書き込みません）…</translation>
    </message>
    <message>
        <source>&lt;b&gt;{profile}&lt;/b&gt;: what a transfer to &lt;b&gt;{org}&lt;/b&gt; would do now, with the cards that are new or changed since the last one. Nothing is written.</source>
        <translation>&lt;b&gt;{profile}&lt;/b&gt;: 「&lt;b&gt;{org}&lt;/b&gt;」に今転送した場合の内容です。対象は、前回の転送より後に追加または変更された名刺です。何も書き込みません。</translation>
    </message>
    <message>
        <source>Salesforce user</source>
        <translation>Salesforce ユーザー</translation>
    </message>
    <message>
        <source>(nobody)</source>
        <translation>（転送先なし）</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Who would get cards</source>
        <translation>名刺を受け取るユーザー</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>変更の例</translation>
    </message>
    <message>
        <source>Transfer now</source>
        <translation>今すぐ転送</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>レポートを開く</translation>
    </message>
    <message>
        <source>Back to Home</source>
        <translation>ホームに戻る</translation>
    </message>
</context>
<context>
    <name>ProfileCard</name>
    <message>
        <source>Next</source>
        <translation>次の操作</translation>
    </message>
    <message>
        <source>Earlier transfers</source>
        <translation>以前の転送</translation>
    </message>
    <message>
        <source>Transfer now</source>
        <translation>今すぐ転送</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>もう一度認証する</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>Link to contacts and leads</source>
        <translation>取引先責任者・リードとの関連づけ</translation>
    </message>
    <message>
        <source>Automatic transfers</source>
        <translation>自動転送</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>設定を変更</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>項目の割り当て</translation>
    </message>
    <message>
        <source>Undo last run…</source>
        <translation>前回の転送を取り消す…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Name, company, e-mail address or card ID</source>
        <translation>姓名、会社名、メールアドレス、名刺ID</translation>
    </message>
    <message>
        <source>Why is this card not there?</source>
        <translation>名刺が見つからないときは</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Retry failed cards only</source>
        <translation>失敗した名刺だけ再試行</translation>
    </message>
    <message>
        <source>Check every card</source>
        <translation>すべての名刺を確認</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>名前を変更…</translation>
    </message>
    <message>
        <source>Export without secrets…</source>
        <translation>設定を書き出す（機密情報なし）…</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>接続を解除…</translation>
    </message>
    <message>
        <source>Remove this set-up…</source>
        <translation>設定を削除…</translation>
    </message>
</context>
<context>
    <name>ProofPoints</name>
    <message>
        <source>Scheduled transfers sign in as {user} from now on.</source>
        <translation>今後、自動転送は {user} としてサインインします。</translation>
    </message>
    <message>
        <source>{user} lacks something. Nothing was changed here.</source>
        <translation>{user} に足りないものがあります。この設定は変更していません。</translation>
    </message>
    <message>
        <source>Mend in Salesforce what is marked, then prove the user again.</source>
        <translation>印の付いた項目を Salesforce で修正してから、もう一度確認してください。</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>問題なし</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>参考</translation>
    </message>
</context>
<context>
    <name>ReadersPanel</name>
    <message>
        <source>Access of the recipients</source>
        <translation>転送先ユーザーの閲覧権限</translation>
    </message>
    <message>
        <source>Permission set for the recipients</source>
        <translation>転送先ユーザーの権限セット</translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln recipient(s) access</source>
        <translation>
            <numerusform>%Ln 人に閲覧権限を割り当てる</numerusform>
        </translation>
    </message>
    <message>
        <source>Working in Salesforce…</source>
        <translation>Salesforce で処理しています…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln recipient(s) now have access.</source>
        <translation>
            <numerusform>%Ln 人が名刺を閲覧できるようになりました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recipient(s) cannot see the cards they will own.</source>
        <translation>
            <numerusform>転送先ユーザー %Ln 人は、自分が所有する名刺を閲覧できません。</numerusform>
        </translation>
    </message>
    <message>
        <source>The button assigns the permission set “{label}” to them.</source>
        <translation>ボタンをクリックすると、権限セット「{label}」を割り当てます。</translation>
    </message>
    <message>
        <source>Assign a permission set that lets them read the cards in Salesforce’s Setup.</source>
        <translation>Salesforce の [設定] で、名刺を閲覧できる権限セットを割り当ててください。</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Enter an API key and test it.</source>
        <translation>API Key を入力してテストしてください。</translation>
    </message>
    <message>
        <source>Test the API key you entered, or clear the field.</source>
        <translation>入力した API Key をテストするか、欄を空にしてください。</translation>
    </message>
    <message>
        <source>The API key is being tested.</source>
        <translation>API Key をテストしています。</translation>
    </message>
    <message>
        <source>Enter your Salesforce domain.</source>
        <translation>Salesforce のドメインを入力してください。</translation>
    </message>
    <message>
        <source>This is not a domain. Example: example.my.salesforce.com</source>
        <translation>ドメインの形式ではありません。例: example.my.salesforce.com</translation>
    </message>
    <message>
        <source>Enter the consumer key.</source>
        <translation>コンシューマー鍵を入力してください。</translation>
    </message>
    <message>
        <source>A consumer key has at least 20 characters: letters, digits, dots and underscores only.</source>
        <translation>コンシューマー鍵は 20 文字以上の半角英数字、ドット、アンダースコアです。</translation>
    </message>
    <message>
        <source>Sign in to Salesforce first.</source>
        <translation>先に Salesforce の認証を行ってください。</translation>
    </message>
    <message>
        <source>Fix what must be fixed, then check again.</source>
        <translation>「対応が必要」の項目に対応してから、もう一度確認してください。</translation>
    </message>
    <message>
        <source>Select the integration user.</source>
        <translation>連携ユーザーを選択してください。</translation>
    </message>
    <message>
        <source>Enter the date as YYYY-MM-DD.</source>
        <translation>日付は YYYY-MM-DD の形式で入力してください。</translation>
    </message>
    <message>
        <source>Choose a tag, or clear the box “Only cards with one of these tags”.</source>
        <translation>タグを選ぶか、「次のいずれかのタグが付いた名刺のみ」のチェックを外してください。</translation>
    </message>
    <message>
        <source>The recipients are not matched yet.</source>
        <translation>転送先ユーザーの照合がまだ終わっていません。</translation>
    </message>
    <message>
        <source>Assign the permission set first.</source>
        <translation>先に権限セットを割り当ててください。</translation>
    </message>
    <message>
        <source>Choose one of the buttons above.</source>
        <translation>上のどちらかのボタンをクリックしてください。</translation>
    </message>
    <message>
        <source>The transfer has not ended yet.</source>
        <translation>転送がまだ終わっていません。</translation>
    </message>
    <message>
        <source>Please wait a moment.</source>
        <translation>しばらくお待ちください。</translation>
    </message>
</context>
<context>
    <name>RecipientsEditor</name>
    <message>
        <source>Drop the file here: recipients to see what would change, or Sansan’s list of users.</source>
        <translation>ここにドロップしてください。転送先のファイルなら変更内容を確認でき、Sansan のユーザー一覧なら読み込みます。</translation>
    </message>
</context>
<context>
    <name>RecipientsModel</name>
    <message>
        <source>Same username</source>
        <translation>ユーザー名が一致</translation>
    </message>
    <message>
        <source>Same username, without the sandbox’s suffix</source>
        <translation>Sandbox の接尾辞を除いたユーザー名が一致</translation>
    </message>
    <message>
        <source>Same e-mail address</source>
        <translation>メールアドレスが一致</translation>
    </message>
    <message>
        <source>Same federation ID</source>
        <translation>統合 ID が一致</translation>
    </message>
    <message>
        <source>Read from a file</source>
        <translation>ファイルから読み込み</translation>
    </message>
    <message>
        <source>Chosen by hand</source>
        <translation>手動で選択</translation>
    </message>
    <message>
        <source>Default: no match</source>
        <translation>既定: 一致なし</translation>
    </message>
    <message>
        <source>Not transferred</source>
        <translation>転送しない</translation>
    </message>
    <message>
        <source>Sansan user</source>
        <translation>Sansan ユーザー</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Cards so far</source>
        <translation>名刺（現時点）</translation>
    </message>
    <message>
        <source>Perhaps {name}: same name ({confidence} %)</source>
        <translation>候補 {name}: 同じ名前（{confidence}%）</translation>
    </message>
    <message>
        <source>Perhaps {name}: same name in the address ({confidence} %)</source>
        <translation>候補 {name}: アドレスの名前が同じ（{confidence}%）</translation>
    </message>
    <message>
        <source>Perhaps {name}: sounds the same ({confidence} %)</source>
        <translation>候補 {name}: 読みが同じ（{confidence}%）</translation>
    </message>
    <message>
        <source>Perhaps {name}: the address sounds like the name ({confidence} %)</source>
        <translation>候補 {name}: アドレスが名前の読みに近い（{confidence}%）</translation>
    </message>
    <message>
        <source>No Salesforce user any more</source>
        <translation>Salesforce ユーザーがなくなっています</translation>
    </message>
    <message>
        <source>Inactive in Salesforce</source>
        <translation>Salesforce で無効</translation>
    </message>
    <message>
        <source>Licence cannot own cards</source>
        <translation>ライセンスでは名刺を所有できません</translation>
    </message>
    <message>
        <source>Cannot be identified</source>
        <translation>特定できません</translation>
    </message>
    <message>
        <source>Needs access</source>
        <translation>閲覧権限なし</translation>
    </message>
    <message>
        <source>Match of several Sansan users</source>
        <translation>複数の Sansan ユーザーと一致</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>名刺</translation>
    </message>
    <message>
        <source>Salesforce user</source>
        <translation>転送先ユーザー</translation>
    </message>
    <message>
        <source>How matched</source>
        <translation>一致の理由</translation>
    </message>
    <message>
        <source>Not available any more</source>
        <translation>利用できません</translation>
    </message>
</context>
<context>
    <name>RecipientsPage</name>
    <message>
        <source>Sansan users without a match</source>
        <translation>一致しない Sansan ユーザー</translation>
    </message>
    <message>
        <source>Default recipient, for Sansan users without a match: {user}</source>
        <translation>既定の転送先（一致しない Sansan ユーザーの名刺）: {user}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln recipient(s) cannot own cards (see Problem); those cards will be refused.</source>
        <translation>
            <numerusform>転送先のうち %Ln 人は名刺を所有できません（「要確認」を参照）。その名刺は拒否されます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln 枚</numerusform>
        </translation>
    </message>
    <message>
        <source>{cards} so far</source>
        <translation>現時点で {cards}</translation>
    </message>
    <message>
        <source>{users} Sansan users ({cards}) match nobody; their cards go to {default}.</source>
        <translation>一致しない Sansan ユーザー {users} 人（{cards}）の名刺は「{default}」に転送します。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln Sansan user(s) were read from “{file}”.</source>
        <translation>
            <numerusform>「{file}」から Sansan ユーザー %Ln 人を読み込みました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Change the default recipient</source>
        <translation>既定の転送先を変更</translation>
    </message>
    <message>
        <source>Each Sansan user’s cards go to the Salesforce user on the same line, who becomes their owner.</source>
        <translation>各 Sansan ユーザーの名刺は、同じ行の Salesforce ユーザーに転送され、そのユーザーが所有者になります。</translation>
    </message>
    <message>
        <source>This API key has no right to list the Sansan users, so only owners of cards are shown. To see everybody, drop Sansan’s own CSV of users on the table, or open it with “Import from file…”.</source>
        <translation>この API Key では Sansan ユーザーの一覧を取得できないため、名刺の所有者だけを表示しています。全員を表示するには、Sansan のユーザー一覧の CSV を表にドロップするか、[ファイルからの読み込み…] で開いてください。</translation>
    </message>
</context>
<context>
    <name>RecipientsTable</name>
    <message>
        <source>Recipients</source>
        <translation>転送先</translation>
    </message>
    <message>
        <source>Change recipient…</source>
        <translation>転送先を変更…</translation>
    </message>
    <message>
        <source>Type a recipient</source>
        <translation>転送先を入力</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>下へコピー</translation>
    </message>
    <message>
        <source>Give to the default recipient</source>
        <translation>既定の転送先にする</translation>
    </message>
    <message>
        <source>Accept suggestion</source>
        <translation>候補を採用</translation>
    </message>
    <message>
        <source>Do not transfer</source>
        <translation>転送しない</translation>
    </message>
    <message>
        <source>Back to automatic</source>
        <translation>自動に戻す</translation>
    </message>
</context>
<context>
    <name>RenameDialog</name>
    <message>
        <source>Rename “{name}”</source>
        <translation>「{name}」の名前を変更</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新しい名前</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>What will happen: every card the integration user can see is created or updated in the business card object of {org}. Cards that are there already are not duplicated, nothing is deleted, and the transfer can be continued whenever it stops.</source>
        <translation>実行内容: 連携ユーザーが閲覧できるすべての名刺を、「{org}」の名刺オブジェクトに作成または更新します。すでにある名刺は重複せず、何も削除しません。途中で止まっても続きから再開できます。</translation>
    </message>
    <message>
        <source>None; the cards can be written</source>
        <translation>なし（名刺は書き込めます）</translation>
    </message>
    <message>
        <source>with memos</source>
        <translation>メモあり</translation>
    </message>
    <message>
        <source>without memos</source>
        <translation>メモなし</translation>
    </message>
    <message>
        <source>with tags</source>
        <translation>タグあり</translation>
    </message>
    <message>
        <source>without tags</source>
        <translation>タグなし</translation>
    </message>
    <message>
        <source>exchanged on or after {date}</source>
        <translation>名刺交換日が {date} 以降</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The set-up {names} sends cards to this organisation already.</source>
        <translation>この組織には、設定「{names}」からもすでに名刺を転送しています。</translation>
    </message>
    <message>
        <source>The set-up {names} uses this Sansan API key already.</source>
        <translation>この Sansan の API Key は、設定「{names}」でもすでに使われています。</translation>
    </message>
    <message>
        <source>Save this set-up as well?</source>
        <translation>この設定も別に保存しますか？</translation>
    </message>
    <message>
        <source>Save this set-up all the same?</source>
        <translation>このまま保存しますか？</translation>
    </message>
    <message>
        <source>Save it</source>
        <translation>保存する</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Integration user</source>
        <translation>連携ユーザー</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>接続先環境</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>接続先組織</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>転送先ユーザー</translation>
    </message>
    <message>
        <source>Permission set</source>
        <translation>権限セット</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>項目の割り当て</translation>
    </message>
    <message>
        <source>only with one of the tags {names}</source>
        <translation>タグ「{names}」のいずれかが付いた名刺のみ</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>without {items}</source>
        <translation>{items}は転送しない</translation>
    </message>
    <message numerus="yes">
        <source>%Ln Sansan user(s) matched</source>
        <translation>
            <numerusform>Sansan ユーザー %Ln 人が一致</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to the default recipient</source>
        <translation>
            <numerusform>%Ln 人は既定の転送先</numerusform>
        </translation>
    </message>
    <message>
        <source>default recipient: {user}</source>
        <translation>既定の転送先: {user}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not transferred</source>
        <translation>
            <numerusform>%Ln 人は転送しない</numerusform>
        </translation>
    </message>
    <message>
        <source>Check every choice. After this the transfer begins.</source>
        <translation>すべての内容を確認してください。[保存して転送] をクリックすると、転送が始まります。</translation>
    </message>
    <message>
        <source>Name of this set-up</source>
        <translation>この設定の名前</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Save and transfer</source>
        <translation>保存して転送</translation>
    </message>
    <message>
        <source>Save without transferring</source>
        <translation>転送せずに保存</translation>
    </message>
    <message>
        <source>Save, then automatic transfers…</source>
        <translation>保存して自動転送を設定…</translation>
    </message>
</context>
<context>
    <name>SansanPage</name>
    <message>
        <source>The key of “{name}” works.</source>
        <translation>「{name}」の API Key で接続できました。</translation>
    </message>
    <message>
        <source>This computer has no password store (keyring) for the key and the sign-in, and they are never written to a file. They can be kept until this window closes; transfers after that ask for them again.</source>
        <translation>このコンピューターには、API Key と認証情報を安全に保存する仕組み（キーリング）がありません。これらをファイルに書き込むことはありません。このウィンドウを閉じるまでは保持できます。閉じた後の転送では、もう一度入力が必要です。</translation>
    </message>
    <message>
        <source>Keep them until I close</source>
        <translation>閉じるまで保持する</translation>
    </message>
    <message>
        <source>Stop here</source>
        <translation>中止する</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>テスト中…</translation>
    </message>
    <message>
        <source>Test this key</source>
        <translation>この API Key をテスト</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>If you remove the key “{name}”, these steps are reset: {steps}</source>
        <translation>API Key「{name}」を削除すると、次の設定がリセットされます: {steps}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>A set-up sends the cards of one key, which you choose later. The others are forgotten when the set-up is saved; make a set-up for each.</source>
        <translation>1 つの設定で転送するのは、後で選択する 1 つの API Key の名刺です。ほかの API Key は設定の保存時に破棄されるため、それぞれに設定を作成してください。</translation>
    </message>
    <message>
        <source>Enter the API key of the Sansan user whose cards are to go to Salesforce, and test it.</source>
        <translation>名刺を Salesforce に転送する Sansan ユーザーの API Key を入力し、テストしてください。</translation>
    </message>
    <message>
        <source>Where to find the key in Sansan</source>
        <translation>API Key の発行手順</translation>
    </message>
    <message>
        <source>1.  Open &lt;b&gt;Admin Settings&lt;/b&gt; &gt; &lt;b&gt;Integration with Other Services&lt;/b&gt; &gt; &lt;b&gt;API&lt;/b&gt;.&lt;br&gt;2.  Choose the user for the integration and click &lt;b&gt;Issue&lt;/b&gt;. The user needs the API integration permission.&lt;br&gt;3.  Check that the validity is &lt;b&gt;All&lt;/b&gt;, not “Sansan Data Hub only”.&lt;br&gt;4.  Copy the key and paste it below.</source>
        <translation>1.  [&lt;b&gt;管理者設定&lt;/b&gt;] &gt; [&lt;b&gt;外部サービス連携&lt;/b&gt;] &gt; [&lt;b&gt;API&lt;/b&gt;] を開きます。&lt;br&gt;2.  連携に使うユーザーを選び、[&lt;b&gt;発行&lt;/b&gt;] をクリックします。ユーザーには API連携権限が必要です。&lt;br&gt;3.  有効範囲が「Sansan Data Hub のみ」ではなく「&lt;b&gt;すべて&lt;/b&gt;」であることを確認します。&lt;br&gt;4.  API Key をコピーして、下の欄に貼り付けます。</translation>
    </message>
    <message>
        <source>Open this screen in Sansan</source>
        <translation>Sansan のこの画面を開く</translation>
    </message>
    <message>
        <source>Integration user</source>
        <translation>連携ユーザー</translation>
    </message>
    <message>
        <source>Name of this user (optional)</source>
        <translation>API Key 所有者の名前（任意）</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API Key</translation>
    </message>
</context>
<context>
    <name>SansanUserPage</name>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln 枚</numerusform>
        </translation>
    </message>
    <message>
        <source>That is {cards} now.</source>
        <translation>現在 {cards}です。</translation>
    </message>
    <message>
        <source>That is at least {cards} so far; counting goes on.</source>
        <translation>現時点で少なくとも {cards}です（集計中）。</translation>
    </message>
    <message>
        <source>All the business cards that “{name}” can see are sent to Salesforce.</source>
        <translation>「{name}」が閲覧できるすべての名刺を Salesforce に転送します。</translation>
    </message>
    <message>
        <source>Of the business cards that “{name}” can see, those that you choose here are sent to Salesforce.</source>
        <translation>「{name}」が閲覧できる名刺のうち、ここで選んだものを Salesforce に転送します。</translation>
    </message>
    <message>
        <source>leaves {cards}</source>
        <translation>対象 {cards}</translation>
    </message>
    <message>
        <source>leaves {cards} so far</source>
        <translation>対象 {cards}（現在）</translation>
    </message>
    <message>
        <source>Choose the Sansan user whose cards are sent. Only users with an API key appear.</source>
        <translation>名刺を転送する Sansan ユーザーを選択してください。API Key を登録したユーザーだけが表示されます。</translation>
    </message>
    <message>
        <source>Integration user</source>
        <translation>連携ユーザー</translation>
    </message>
    <message>
        <source>What is sent (optional)</source>
        <translation>転送する内容（任意）</translation>
    </message>
    <message>
        <source>Send memos</source>
        <translation>メモを転送する</translation>
    </message>
    <message>
        <source>Send tags</source>
        <translation>タグを転送する</translation>
    </message>
    <message>
        <source>Only cards exchanged on or after</source>
        <translation>名刺交換日がこの日以降の名刺だけ</translation>
    </message>
    <message>
        <source>Only cards with one of these tags</source>
        <translation>次のいずれかのタグが付いた名刺のみ</translation>
    </message>
</context>
<context>
    <name>SchedulePanel</name>
    <message>
        <source>Automatic transfers ({when}) are switched off in the system&apos;s scheduler. Set them again to turn them on.</source>
        <translation>自動転送（{when}）は OS のスケジューラーで無効になっています。もう一度設定すると有効になります。</translation>
    </message>
    <message>
        <source>Automatic transfers are on: {when}.</source>
        <translation>{when}に自動転送します。</translation>
    </message>
    <message>
        <source>Automatic transfers are off.</source>
        <translation>自動転送は設定されていません。</translation>
    </message>
    <message>
        <source>They run only while you are signed in to Windows: choose a time in your office hours.</source>
        <translation>Windows にサインインしている間だけ実行されます。勤務時間中の時刻を選んでください。</translation>
    </message>
    <message>
        <source>They run only while you are logged in to the Mac. macOS tells you that a background item was added: leave it allowed in System Settings › General › Login Items.</source>
        <translation>Mac にログインしている間だけ実行されます。バックグラウンド項目が追加されたという通知が macOS に表示されます。[システム設定] &gt; [一般] &gt; [ログイン項目] で許可したままにしてください。</translation>
    </message>
    <message>
        <source>Automatic transfers</source>
        <translation>自動転送</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>毎時</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>毎日</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>毎週</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>しない</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>頻度</translation>
    </message>
    <message>
        <source>Day of the week</source>
        <translation>曜日</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Set the schedule</source>
        <translation>設定する</translation>
    </message>
</context>
<context>
    <name>SecretForm</name>
    <message>
        <source>Leave empty to keep the present one</source>
        <translation>空欄のままなら現在の値を使用</translation>
    </message>
    <message>
        <source>Consumer secret</source>
        <translation>コンシューマーの秘密</translation>
    </message>
    <message>
        <source>My Domain</source>
        <translation>私のドメイン</translation>
    </message>
    <message>
        <source>Forget my own sign-in when this window closes</source>
        <translation>このウィンドウを閉じるときに自分の認証を破棄</translation>
    </message>
    <message>
        <source>Transfers by hand, links and taking back then ask you to sign in first.</source>
        <translation>手動の転送、関連づけ、取り消しには、そのつど認証が必要になります。</translation>
    </message>
</context>
<context>
    <name>SecurityKeyPanel</name>
    <message>
        <source>Choose the account on your security key.</source>
        <translation>セキュリティキーのアカウントを選んでください。</translation>
    </message>
    <message>
        <source>Touch your security key.</source>
        <translation>セキュリティキーに触れてください。</translation>
    </message>
    <message>
        <source>The security key was not accepted. Try again, or sign in with your own browser.</source>
        <translation>セキュリティキーが受け付けられませんでした。もう一度試すか、ご自分のブラウザーでログインしてください。</translation>
    </message>
    <message>
        <source>Enter the PIN of your security key. Attempts left: {count}</source>
        <translation>セキュリティキーの PIN を入力してください。残り {count} 回</translation>
    </message>
    <message>
        <source>This PIN was not accepted.</source>
        <translation>この PIN は受け付けられませんでした。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Without security key</source>
        <translation>セキュリティキーを使わない</translation>
    </message>
    <message>
        <source>PIN of the security key</source>
        <translation>セキュリティキーの PIN</translation>
    </message>
    <message>
        <source>Account on the security key</source>
        <translation>セキュリティキーのアカウント</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>No program could be started to open it. Open it yourself: {address}</source>
        <translation>開くためのプログラムを起動できませんでした。次を直接開いてください: {address}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>手順</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
</context>
<context>
    <name>SignInHelp</name>
    <message>
        <source>I see an error page, or nothing happens</source>
        <translation>エラー画面が出る、または何も起こらない場合</translation>
    </message>
    <message>
        <source>Causes and what to do</source>
        <translation>原因と対処</translation>
    </message>
    <message>
        <source>Nothing happens when a passkey or a security key is asked for</source>
        <translation>パスキーやセキュリティキーを求められて何も起こらない</translation>
    </message>
    <message>
        <source>Sign in with your own browser.</source>
        <translation>ご自分のブラウザーでログインしてください。</translation>
    </message>
    <message>
        <source>Salesforce asks for a code from an e-mail or from an app</source>
        <translation>メールやアプリのコードを求められる</translation>
    </message>
    <message>
        <source>Enter it. Salesforce does not know this browser yet, so it makes sure that it is you.</source>
        <translation>コードを入力してください。このブラウザーでの初めてのログインのため、本人確認が行われます。</translation>
    </message>
    <message>
        <source>“We can’t log you in because of the following error”</source>
        <translation>「次のエラーが発生したためログインできません」と表示される</translation>
    </message>
    <message>
        <source>Show the page to your Salesforce administrator; the reason is in the login history of your user.</source>
        <translation>Salesforce の管理者に画面を見せてください。理由はユーザーのログイン履歴にあります。</translation>
    </message>
    <message>
        <source>Salesforce asks to register a device or a method for signing in</source>
        <translation>端末や認証方法の登録を求められる</translation>
    </message>
    <message>
        <source>Do it in your own browser, then sign in here again.</source>
        <translation>ご自分のブラウザーで登録してから、ここでもう一度認証してください。</translation>
    </message>
    <message>
        <source>Your company’s sign-in page stays empty or refuses this browser</source>
        <translation>会社のログイン画面が空白のまま、またはこのブラウザーを拒否する</translation>
    </message>
    <message>
        <source>Sign in with your own browser, where your company’s settings count.</source>
        <translation>会社の設定が有効な、ご自分のブラウザーでログインしてください。</translation>
    </message>
    <message>
        <source>Signing in at login.salesforce.com or test.salesforce.com is not possible</source>
        <translation>login.salesforce.com や test.salesforce.com からログインできない</translation>
    </message>
    <message>
        <source>Go back and choose your own domain as the environment.</source>
        <translation>戻って、接続先環境で [私のドメイン] を選んでください。</translation>
    </message>
    <message>
        <source>The own browser cannot reach localhost</source>
        <translation>ご自分のブラウザーが localhost に接続できない</translation>
    </message>
    <message>
        <source>A proxy or firewall is in between. Copy the address the browser shows and paste it here.</source>
        <translation>プロキシやファイアウォールが間にあります。ブラウザーに表示されたアドレスをコピーし、ここに貼り付けてください。</translation>
    </message>
</context>
<context>
    <name>SignInNote</name>
    <message>
        <source>Continue to {host}</source>
        <translation>{host} に進む</translation>
    </message>
    <message>
        <source>Load the page again</source>
        <translation>再読み込み</translation>
    </message>
    <message>
        <source>Use my own browser</source>
        <translation>自分のブラウザーを使う</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>進まない</translation>
    </message>
    <message>
        <source>Close this note</source>
        <translation>この案内を閉じる</translation>
    </message>
    <message>
        <source>The page wants to go on to {host}, which is not Salesforce. Continue only if this is where you sign in at your company.</source>
        <translation>Salesforce ではない {host} に進もうとしています。会社のログイン先である場合だけ続けてください。</translation>
    </message>
    <message>
        <source>Salesforce asks for a passkey, a security key or Windows Hello. If nothing happens here, sign in with your own browser.</source>
        <translation>Salesforce がパスキー、セキュリティキー、または Windows Hello を求めています。ここで何も起こらない場合は、ご自分のブラウザーでログインしてください。</translation>
    </message>
    <message>
        <source>Salesforce is taking long to answer. Wait, load the page again, or use your own browser.</source>
        <translation>Salesforce の応答に時間がかかっています。待つか、再読み込みするか、ご自分のブラウザーを使ってください。</translation>
    </message>
    <message>
        <source>The page could not be reached. Check the network connection; behind a company proxy your own browser may get through.</source>
        <translation>ページに接続できません。ネットワークを確認してください。会社のプロキシがある場合、ご自分のブラウザーなら接続できることがあります。</translation>
    </message>
    <message>
        <source>The page was not opened, because this program does not trust its certificate. A company’s network may use one of its own, which your own browser knows. Does it warn you, too? Then ask your network administrator.</source>
        <translation>証明書を信頼できないため、ページを開きませんでした。会社のネットワークが独自の証明書を使っている場合は、ご自分のブラウザーなら開けます。ブラウザーでも警告が出る場合は、ネットワーク管理者に確認してください。</translation>
    </message>
    <message>
        <source>The proxy of your network asks for a name and a password, which this program does not have. Use your own browser, or set HTTPS_PROXY to http://name:password@host:port and start the program again.</source>
        <translation>ネットワークのプロキシがユーザー名とパスワードを求めていますが、このプログラムには設定されていません。ご自分のブラウザーを使うか、HTTPS_PROXY に http://名前:パスワード@ホスト:ポート を設定して、プログラムを起動し直してください。</translation>
    </message>
    <message>
        <source>The proxy of your network refused the name and password that HTTPS_PROXY holds. Correct them and start the program again, or use your own browser.</source>
        <translation>HTTPS_PROXY に設定された名前とパスワードを、ネットワークのプロキシが受け付けませんでした。正しい値を設定してプログラムを起動し直すか、ご自分のブラウザーを使ってください。</translation>
    </message>
    <message>
        <source>The page stays empty. Load it again, or use your own browser.</source>
        <translation>ページに何も表示されません。再読み込みするか、ご自分のブラウザーを使ってください。</translation>
    </message>
    <message>
        <source>The sign-in page stopped working. Load it again, or use your own browser.</source>
        <translation>ログイン画面が停止しました。再読み込みするか、ご自分のブラウザーを使ってください。</translation>
    </message>
    <message>
        <source>The page tried to open another window, which is not possible here.</source>
        <translation>別のウィンドウを開こうとしましたが、ここでは開けません。</translation>
    </message>
    <message>
        <source>The page tried to send a file instead of going on, so it was stopped.</source>
        <translation>ページがファイルを送ろうとしたため、停止しました。</translation>
    </message>
    <message>
        <source>The page wanted to go to an address that is not encrypted or not allowed, so it stays here.</source>
        <translation>暗号化されていない、または許可されていないアドレスに進もうとしたため、ここに留まっています。</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Signing in…</source>
        <translation>ログインしています…</translation>
    </message>
    <message>
        <source>Opening the sign-in page of Salesforce…</source>
        <translation>Salesforce のログイン画面を開いています…</translation>
    </message>
    <message>
        <source>Signed in to &lt;b&gt;{org}&lt;/b&gt; as {user}.</source>
        <translation>「&lt;b&gt;{org}&lt;/b&gt;」に {user} として認証済みです。</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>もう一度認証する</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>認証する</translation>
    </message>
    <message>
        <source>Choose how to sign in to Salesforce. Both ways end with Allow, and this window goes on by itself.</source>
        <translation>Salesforce へのログイン方法を選んでください。どちらも最後に [許可] をクリックすると、この画面が自動で次へ進みます。</translation>
    </message>
    <message>
        <source>Leave a VPN that hides where you are first: Salesforce freezes users who come through one.</source>
        <translation>接続元を隠す VPN は先に切断してください（使用するとユーザーが凍結されます）。</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Cut</source>
        <translation>切り取り</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Before you start</source>
        <translation>はじめに</translation>
    </message>
    <message>
        <source>Connect Sansan</source>
        <translation>Sansan に接続</translation>
    </message>
    <message>
        <source>Salesforce environment</source>
        <translation>接続先環境</translation>
    </message>
    <message>
        <source>Sign in to Salesforce</source>
        <translation>Salesforce の認証</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>接続情報の確認</translation>
    </message>
    <message>
        <source>Select integration user</source>
        <translation>連携ユーザーを指定</translation>
    </message>
    <message>
        <source>Check and set recipients</source>
        <translation>転送先ユーザーの設定・確認</translation>
    </message>
    <message>
        <source>Permission set</source>
        <translation>権限セット</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>設定内容の確認</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>転送</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>You are here</source>
        <translation>現在のステップ</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>未完了</translation>
    </message>
    <message>
        <source>Needs your answer again</source>
        <translation>もう一度入力が必要です</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Every Sansan user has a match, or a recipient you chose. Look them over, then click Next.</source>
        <translation>すべての Sansan ユーザーに、一致または選択した転送先があります。確認して [次へ] をクリックしてください。</translation>
    </message>
    <message numerus="yes">
        <source>%n Sansan user(s) without a match: their cards ({cards} so far) go to {default}.</source>
        <translation>
            <numerusform>一致しない Sansan ユーザー %n 人の名刺（現時点で {cards} 枚）は「{default}」に転送します。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Sansan user(s) without a match: their cards ({cards}) go to {default}.</source>
        <translation>
            <numerusform>一致しない Sansan ユーザー %n 人の名刺（{cards} 枚）は「{default}」に転送します。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableOrState</name>
    <message>
        <source>Reading the users of Sansan and Salesforce…</source>
        <translation>Sansan と Salesforce のユーザーを読み込んでいます…</translation>
    </message>
    <message>
        <source>The users could not be read. Try again.</source>
        <translation>ユーザーを読み込めませんでした。もう一度お試しください。</translation>
    </message>
    <message>
        <source>No Sansan user is known yet. Open Sansan’s own CSV of users with “Import from file…”, or go back and choose a Sansan user who sees the cards to be transferred.</source>
        <translation>Sansan ユーザーがまだわかりません。Sansan のユーザー一覧の CSV を [ファイルからの読み込み…] で開くか、前に戻って、転送する名刺を閲覧できる連携ユーザーを選択してください。</translation>
    </message>
    <message>
        <source>Nobody found. Try another search, or show everybody.</source>
        <translation>検索に一致するユーザーがいません。別の語で検索するか、全員を表示してください。</translation>
    </message>
    <message>
        <source>Nobody is left here. Click Next, or show everybody.</source>
        <translation>ここに該当するユーザーはもういません。[次へ] をクリックするか、全員を表示してください。</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>全員を表示</translation>
    </message>
</context>
<context>
    <name>TagChooser</name>
    <message>
        <source>not in Sansan any more</source>
        <translation>Sansan にありません</translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln 枚</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} so far</source>
        <translation>現在 {count} 枚</translation>
    </message>
    <message>
        <source>Reading the tags from Sansan…</source>
        <translation>Sansan のタグを読み取っています…</translation>
    </message>
    <message>
        <source>This API key may not list tags. Write them as they stand in Sansan, one a line. A card that is tagged later goes with “Check every card”.</source>
        <translation>この API Key ではタグの一覧を読み取れません。Sansan の表示どおりに、1 行に 1 つずつ入力してください。後からタグを付けた名刺は「すべての名刺を確認」で転送されます。</translation>
    </message>
    <message>
        <source>No card goes because of tags that are not in Sansan any more (renamed or deleted): {names}.</source>
        <translation>次のタグは Sansan にないため（名前の変更または削除）、このタグの名刺は転送されません: {names}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>This API key may not search by tag. A card that is tagged later goes with “Check every card”.</source>
        <translation>この API Key ではタグで名刺を検索できません。後からタグを付けた名刺は「すべての名刺を確認」で転送されます。</translation>
    </message>
    <message>
        <source>There is no tag in Sansan that this API key can see.</source>
        <translation>この API Key で見えるタグが Sansan にありません。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Find a tag</source>
        <translation>タグを検索</translation>
    </message>
    <message>
        <source>One tag a line</source>
        <translation>1 行に 1 つのタグ</translation>
    </message>
</context>
<context>
    <name>TransferChart</name>
    <message>
        <source>Chart: cards done over time</source>
        <translation>グラフ: 時間ごとの処理済み枚数</translation>
    </message>
    <message>
        <source>{done} cards after {time}</source>
        <translation>{time} で {done} 枚</translation>
    </message>
</context>
<context>
    <name>TransferPage</name>
    <message>
        <source>&lt;b&gt;{profile}&lt;/b&gt;: cards go to &lt;b&gt;{org}&lt;/b&gt;, signed in as {user}.</source>
        <translation>&lt;b&gt;{profile}&lt;/b&gt;: 名刺を「&lt;b&gt;{org}&lt;/b&gt;」に転送します（認証アカウント: {user}）。</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>結果を表示</translation>
    </message>
    <message>
        <source>Go to Home</source>
        <translation>ホームへ</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>もう一度認証する</translation>
    </message>
    <message>
        <source>Stopping after what is under way…</source>
        <translation>処理中の分が終わり次第、停止します…</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>一時停止中です。</translation>
    </message>
    <message>
        <source>The transfer has ended.</source>
        <translation>転送が終わりました。</translation>
    </message>
    <message>
        <source>Stopped. You can continue it.</source>
        <translation>停止しました。続きから再開できます。</translation>
    </message>
    <message>
        <source>Writing cards to Salesforce…</source>
        <translation>Salesforce に名刺を書き込んでいます…</translation>
    </message>
    <message>
        <source>Reading cards from Sansan…</source>
        <translation>Sansan から名刺を読み取っています…</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>{total} 枚中 {done} 枚が完了</translation>
    </message>
    <message>
        <source>{done} done, {read} read so far</source>
        <translation>{done} 枚が完了、{read} 枚を読み取り済み</translation>
    </message>
    <message>
        <source>{failed} failed</source>
        <translation>失敗 {failed} 枚</translation>
    </message>
    <message>
        <source>{rate} per second</source>
        <translation>毎秒 {rate} 枚</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Less than a minute left</source>
        <translation>残り 1 分未満</translation>
    </message>
    <message numerus="yes">
        <source>About %Ln minute(s) left</source>
        <translation>
            <numerusform>残り約 %Ln 分</numerusform>
        </translation>
    </message>
    <message>
        <source>You can go on working meanwhile. Time depends on the number of cards and what is on them.</source>
        <translation>転送中もほかの作業を続けられます。所要時間は名刺の枚数と情報量によって変わります。</translation>
    </message>
    <message>
        <source>Progress of the transfer</source>
        <translation>転送の進行状況</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>Unattended</name>
    <message>
        <source>Enable Client Credentials Flow</source>
        <translation>クライアントログイン情報フローを有効化</translation>
    </message>
    <message>
        <source>A user for transfers alone</source>
        <translation>転送専用のユーザー</translation>
    </message>
    <message>
        <source>Make a user with the licence &lt;b&gt;Salesforce Integration&lt;/b&gt; and the profile below; Salesforce includes five such licences. A user that is there already will do, if it holds &lt;b&gt;API Only User&lt;/b&gt;.</source>
        <translation>ライセンス [&lt;b&gt;Salesforce Integration&lt;/b&gt;] と下のプロファイルを持つユーザーを作成します（このライセンスは 5 件まで付属しています）。既存のユーザーでも、[&lt;b&gt;API 限定ユーザー&lt;/b&gt;] の権限があれば使用できます。</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>ユーザー</translation>
    </message>
    <message>
        <source>New User</source>
        <translation>新規ユーザー</translation>
    </message>
    <message>
        <source>User License</source>
        <translation>ユーザーライセンス</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>プロファイル</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The app may sign in by itself</source>
        <translation>アプリケーションとしてのサインインの許可</translation>
    </message>
    <message>
        <source>Open the app that you made for this program. On its tab &lt;b&gt;Settings&lt;/b&gt; click &lt;b&gt;Edit&lt;/b&gt;, and under &lt;b&gt;Flow Enablement&lt;/b&gt; tick &lt;b&gt;Enable Client Credentials Flow&lt;/b&gt;. Then save.</source>
        <translation>このプログラム用に作成したアプリケーションを開きます。[&lt;b&gt;設定&lt;/b&gt;] タブの [&lt;b&gt;編集&lt;/b&gt;] をクリックし、[&lt;b&gt;フローの有効化&lt;/b&gt;] で [&lt;b&gt;クライアントログイン情報フローを有効化&lt;/b&gt;] にチェックを入れて保存します。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Flow Enablement</source>
        <translation>フローの有効化</translation>
    </message>
    <message>
        <source>The user it runs as</source>
        <translation>実行ユーザー</translation>
    </message>
    <message>
        <source>On the tab &lt;b&gt;Policies&lt;/b&gt; click &lt;b&gt;Edit&lt;/b&gt;, tick &lt;b&gt;Enable Client Credentials Flow&lt;/b&gt; there, too, and enter the username of the user from the first step under &lt;b&gt;Run As&lt;/b&gt;. Then save.</source>
        <translation>[&lt;b&gt;ポリシー&lt;/b&gt;] タブの [&lt;b&gt;編集&lt;/b&gt;] をクリックし、ここでも [&lt;b&gt;クライアントログイン情報フローを有効化&lt;/b&gt;] にチェックを入れ、[&lt;b&gt;別のユーザーとして実行&lt;/b&gt;] に最初の手順のユーザーのユーザー名を入力して保存します。</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>ポリシー</translation>
    </message>
    <message>
        <source>OAuth Policies</source>
        <translation>OAuth ポリシー</translation>
    </message>
    <message>
        <source>Run As (Username)</source>
        <translation>別のユーザーとして実行 (ユーザー名)</translation>
    </message>
    <message>
        <source>The consumer secret</source>
        <translation>コンシューマーの秘密</translation>
    </message>
    <message>
        <source>On the tab &lt;b&gt;Settings&lt;/b&gt;, under &lt;b&gt;OAuth Settings&lt;/b&gt;, click &lt;b&gt;Consumer Key and Secret&lt;/b&gt;. Copy the &lt;b&gt;Consumer Secret&lt;/b&gt; and paste it here. It goes into this computer’s keyring and nowhere else.</source>
        <translation>[&lt;b&gt;設定&lt;/b&gt;] タブの [&lt;b&gt;OAuth 設定&lt;/b&gt;] で [&lt;b&gt;コンシューマー鍵と秘密&lt;/b&gt;] をクリックします。[&lt;b&gt;コンシューマーの秘密&lt;/b&gt;] をコピーし、ここに貼り付けます。この PC のキーリングにだけ保存されます。</translation>
    </message>
    <message>
        <source>OAuth Settings</source>
        <translation>OAuth 設定</translation>
    </message>
    <message>
        <source>Consumer Key and Secret</source>
        <translation>コンシューマー鍵と秘密</translation>
    </message>
    <message>
        <source>Consumer Key</source>
        <translation>コンシューマー鍵</translation>
    </message>
    <message>
        <source>Consumer Secret</source>
        <translation>コンシューマーの秘密</translation>
    </message>
</context>
<context>
    <name>UnattendedPage</name>
    <message>
        <source>Automatic transfers</source>
        <translation>自動転送</translation>
    </message>
    <message>
        <source>Signing in as the app, and looking what its user may do…</source>
        <translation>アプリケーションとしてサインインし、ユーザーの権限を確認しています…</translation>
    </message>
    <message>
        <source>Turn the integration user off?

The app’s secret is forgotten on this computer, and scheduled transfers sign in as {user} again.</source>
        <translation>インテグレーションユーザーの使用をやめますか？

アプリケーションの秘密はこの PC から削除され、自動転送は再び {user} としてサインインします。</translation>
    </message>
    <message>
        <source>For that you sign in once more, on Home.</source>
        <translation>そのために、ホームでもう一度認証してください。</translation>
    </message>
    <message>
        <source>Turn it off</source>
        <translation>使用をやめる</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>使用を続ける</translation>
    </message>
    <message>
        <source>The integration user is turned off, and the app’s secret is forgotten here.</source>
        <translation>インテグレーションユーザーの使用をやめ、アプリケーションの秘密をこの PC から削除しました。</translation>
    </message>
    <message>
        <source>Paste the consumer secret, and give the My Domain.</source>
        <translation>コンシューマーの秘密を貼り付け、私のドメインを入力してください。</translation>
    </message>
    <message>
        <source>When this set-up transfers by itself, and as which user. One run a week compares every card.</source>
        <translation>この設定が自動で転送する日時と、使用するユーザーを選びます。週に 1 回は全件を確認します。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>次の手順</translation>
    </message>
    <message>
        <source>Prove and use it</source>
        <translation>確認して使用</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>UserGroup</name>
    <message>
        <source>As whom they sign in</source>
        <translation>サインインするユーザー</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Use a Salesforce integration user…</source>
        <translation>Salesforce のインテグレーションユーザーを使用…</translation>
    </message>
    <message>
        <source>Prove it again</source>
        <translation>もう一度確認</translation>
    </message>
    <message>
        <source>Turn it off…</source>
        <translation>使用をやめる…</translation>
    </message>
    <message>
        <source>They sign in as &lt;b&gt;{user}&lt;/b&gt;, an integration user.</source>
        <translation>インテグレーションユーザー &lt;b&gt;{user}&lt;/b&gt; としてサインインします。</translation>
    </message>
    <message>
        <source>Your own sign-in is not kept: what you do by hand asks for it.</source>
        <translation>自分の認証は保存していません。手動の操作のときに認証が必要です。</translation>
    </message>
    <message>
        <source>They sign in as &lt;b&gt;{user}&lt;/b&gt;, a personal account. Salesforce recommends a user for transfers alone: it stays when a person leaves, needs no passkey, and may do no more than a transfer needs.</source>
        <translation>個人のアカウント &lt;b&gt;{user}&lt;/b&gt; としてサインインします。Salesforce は転送専用のユーザーを推奨しています。担当者の退職やパスキーの影響を受けず、転送に必要な権限だけで動作します。</translation>
    </message>
</context>
<context>
    <name>UsersModel</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>備考</translation>
    </message>
    <message>
        <source>Inactive in Salesforce</source>
        <translation>Salesforce で無効</translation>
    </message>
    <message>
        <source>Chatter licence</source>
        <translation>Chatter ライセンス</translation>
    </message>
    <message>
        <source>Needs access</source>
        <translation>閲覧権限なし</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>Your browser is being opened.</source>
        <translation>ブラウザーを開いています。</translation>
    </message>
    <message>
        <source>No browser opened? Copy this link and open it in a browser on this computer.</source>
        <translation>ブラウザーが開かない場合は、このリンクをコピーし、このコンピューターのブラウザーで開いてください。</translation>
    </message>
    <message>
        <source>Waiting for your browser: {minutes}:{seconds}</source>
        <translation>ブラウザーの応答を待っています（{minutes}:{seconds}）</translation>
    </message>
    <message>
        <source>Continue in your browser</source>
        <translation>ブラウザーで続けてください</translation>
    </message>
    <message>
        <source>Picture: sign in in the browser, allow access, and this window goes on by itself</source>
        <translation>図: ブラウザーでログインし、アクセスを許可すると、この画面が自動で次へ進みます</translation>
    </message>
    <message>
        <source>1.  Enter your Salesforce user name, then your password or your passkey.&lt;br&gt;2.  Check what is asked for, and click &lt;b&gt;Allow&lt;/b&gt;.&lt;br&gt;3.  Come back. This window goes on by itself.</source>
        <translation>1.  Salesforce のユーザー名を入力し、続いてパスワードまたはパスキーでログインします。&lt;br&gt;2.  内容を確認して &lt;b&gt;[許可]&lt;/b&gt; をクリックします。&lt;br&gt;3.  この画面に戻ります。自動で次へ進みます。</translation>
    </message>
    <message>
        <source>The browser says that it cannot reach localhost</source>
        <translation>ブラウザーに「localhost に接続できません」と表示される場合</translation>
    </message>
    <message>
        <source>Copy the address that the browser shows, and paste it here.</source>
        <translation>ブラウザーに表示されているアドレスをコピーして、ここに貼り付けてください。</translation>
    </message>
    <message>
        <source>This is not the address of the last page. It begins with {start}</source>
        <translation>最後のページのアドレスではありません。{start} で始まるアドレスを貼り付けてください</translation>
    </message>
    <message>
        <source>Sign-in link</source>
        <translation>ログイン用リンク</translation>
    </message>
    <message>
        <source>Address the browser shows</source>
        <translation>ブラウザーに表示されたアドレス</translation>
    </message>
    <message>
        <source>Waiting for your browser</source>
        <translation>ブラウザーの応答を待っています</translation>
    </message>
    <message>
        <source>Use this address</source>
        <translation>このアドレスを使う</translation>
    </message>
    <message>
        <source>Stop waiting for my browser</source>
        <translation>ブラウザーの応答を待つのをやめる</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>Touch ID and passkeys of this Mac work only there. Since July 2026 Salesforce requires such a sign-in of administrators.</source>
        <translation>この Mac の Touch ID とパスキーは、ブラウザーでのみ使えます。2026 年 7 月から、管理者にはこれらによるログインが必須です。</translation>
    </message>
    <message>
        <source>For a passkey, a security key, Windows Hello or your company’s sign-on. Since July 2026 Salesforce requires such a sign-in of administrators.</source>
        <translation>パスキー、セキュリティキー、Windows Hello、会社のシングルサインオンを使う方はこちら。2026 年 7 月から、管理者にはこれらによるログインが必須です。</translation>
    </message>
    <message>
        <source>Use my own browser</source>
        <translation>自分のブラウザーを使う</translation>
    </message>
    <message>
        <source>Sign in here</source>
        <translation>この画面でログイン</translation>
    </message>
    <message>
        <source>For a username and a password, with a code from an app or an e-mail where one is asked for.</source>
        <translation>ユーザー名とパスワードでログインする方はこちら。求められた場合は、アプリやメールの確認コードも入力できます。</translation>
    </message>
</context>
<context>
    <name>WindowChrome</name>
    <message>
        <source>Yes, go on</source>
        <translation>このまま次へ</translation>
    </message>
    <message>
        <source>You can go on: {next}</source>
        <translation>次へ進めます: {next}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>If you go on with this change, these steps are reset: {steps}</source>
        <translation>この変更で進むと、次の設定がリセットされます: {steps}</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>デモ</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{words} ({note})</source>
        <translation>{words}（{note}）</translation>
    </message>
</context>
<context>
    <name>WorkStrip</name>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total} 件</translation>
    </message>
    <message>
        <source>{done} so far</source>
        <translation>現在 {done} 件</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
</context>
</TS>
