<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>AcceptDialog</name>
    <message numerus="yes">
        <source>Accept %n suggestion(s)</source>
        <translation>
            <numerusform>Accept %n suggestion</numerusform>
            <numerusform>Accept %n suggestions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AppGuideDialog</name>
    <message numerus="yes">
        <source>Step {at} of {all}, about %n minute(s)</source>
        <translation>
            <numerusform>Step {at} of {all}, about %n minute</numerusform>
            <numerusform>Step {at} of {all}, about %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Causes</name>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln card</numerusform>
            <numerusform>%Ln cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeDialog</name>
    <message numerus="yes">
        <source>Who gets the cards of these %n Sansan users?</source>
        <translation>
            <numerusform>Who gets the cards of this %n Sansan user?</numerusform>
            <numerusform>Who gets the cards of these %n Sansan users?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Consequences</name>
    <message numerus="yes">
        <source>%Ln card(s) already in Salesforce will change owner at the next transfer.</source>
        <translation>
            <numerusform>%Ln card already in Salesforce will change owner at the next transfer.</numerusform>
            <numerusform>%Ln cards already in Salesforce will change owner at the next transfer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Effect</name>
    <message numerus="yes">
        <source>With this choice the next transfer writes %Ln card(s) again.</source>
        <translation>
            <numerusform>With this choice the next transfer writes %Ln card again.</numerusform>
            <numerusform>With this choice the next transfer writes %Ln cards again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExplainPage</name>
    <message numerus="yes">
        <source>%Ln card(s) fit. Choose a row to see how far the card came.</source>
        <translation>
            <numerusform>%Ln card fits.</numerusform>
            <numerusform>%Ln cards fit. Choose a row to see how far the card came.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message numerus="yes">
        <source>%Ln with a value shortened or left out.</source>
        <translation>
            <numerusform>%Ln with a value shortened or left out.</numerusform>
            <numerusform>%Ln with values shortened or left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln Sansan user(s) matched.</source>
        <translation>
            <numerusform>%Ln Sansan user matched.</numerusform>
            <numerusform>%Ln Sansan users matched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new or without a match; the default gets their cards.</source>
        <translation>
            <numerusform>%Ln is new or without a match; the default gets its cards.</numerusform>
            <numerusform>%Ln are new or without a match; the default gets their cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s) linked.</source>
        <translation>
            <numerusform>%Ln card linked.</numerusform>
            <numerusform>%Ln cards linked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln undecided</source>
        <translation>
            <numerusform>%Ln undecided</numerusform>
            <numerusform>%Ln undecided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s).</source>
        <translation>
            <numerusform>%Ln card.</numerusform>
            <numerusform>%Ln cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be sent.</source>
        <translation>
            <numerusform>%Ln could not be sent.</numerusform>
            <numerusform>%Ln could not be sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FinishedPage</name>
    <message numerus="yes">
        <source>The transfer is complete, but %Ln card(s) failed. Fix the cause, then transfer again.</source>
        <translation>
            <numerusform>The transfer is complete, but %Ln card failed. Fix the cause, then transfer again.</numerusform>
            <numerusform>The transfer is complete, but %Ln cards failed. Fix the cause, then transfer again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln card</numerusform>
            <numerusform>%Ln cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln second(s)</source>
        <translation>
            <numerusform>in %Ln second</numerusform>
            <numerusform>in %Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a value shortened or left out; the report says which.</source>
        <translation>
            <numerusform>%Ln card has a value shortened or left out; the report says which.</numerusform>
            <numerusform>%Ln cards have values shortened or left out; the report says which.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s) linked to contacts and leads.</source>
        <translation>
            <numerusform>%Ln card linked to contacts and leads.</numerusform>
            <numerusform>%Ln cards linked to contacts and leads.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GuideView</name>
    <message numerus="yes">
        <source>Step {at} of {all}, about %n minute(s)</source>
        <translation>
            <numerusform>Step {at} of {all}, about %n minute</numerusform>
            <numerusform>Step {at} of {all}, about %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HomeWork</name>
    <message numerus="yes">
        <source>%Ln record(s) were changed by somebody since. Take them back too?</source>
        <translation>
            <numerusform>%Ln record was changed by somebody since. Take it back too?</numerusform>
            <numerusform>%Ln records were changed by somebody since. Take them back too?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>Apply %n change(s)</source>
        <translation>
            <numerusform>Apply %n change</numerusform>
            <numerusform>Apply %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln card</numerusform>
            <numerusform>%Ln cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinksPage</name>
    <message numerus="yes">
        <source>%Ln card(s) are linked now.</source>
        <translation>
            <numerusform>%Ln card is linked now.</numerusform>
            <numerusform>%Ln cards are linked now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Link %Ln card(s)</source>
        <translation>
            <numerusform>Link %Ln card</numerusform>
            <numerusform>Link %Ln cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MappingFiles</name>
    <message numerus="yes">
        <source>%n recipient(s) were written to “{file}”.</source>
        <translation>
            <numerusform>%n recipient was written to “{file}”.</numerusform>
            <numerusform>%n recipients were written to “{file}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an address or not transferred were left out.</source>
        <translation>
            <numerusform>%n without an address or not transferred was left out.</numerusform>
            <numerusform>%n without an address or not transferred were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message numerus="yes">
        <source>%Ln card(s) in Salesforce, together.</source>
        <translation>
            <numerusform>%Ln card in Salesforce.</numerusform>
            <numerusform>%Ln cards in Salesforce, together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Empty fields filled in %Ln record(s).</source>
        <translation>
            <numerusform>Empty fields filled in %Ln record.</numerusform>
            <numerusform>Empty fields filled in %Ln records.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln card</numerusform>
            <numerusform>%Ln cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadersPanel</name>
    <message numerus="yes">
        <source>Give %Ln recipient(s) access</source>
        <translation>
            <numerusform>Give %Ln recipient access</numerusform>
            <numerusform>Give %Ln recipients access</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recipient(s) now have access.</source>
        <translation>
            <numerusform>%Ln recipient now has access.</numerusform>
            <numerusform>%Ln recipients now have access.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recipient(s) cannot see the cards they will own.</source>
        <translation>
            <numerusform>%Ln recipient cannot see the cards they will own.</numerusform>
            <numerusform>%Ln recipients cannot see the cards they will own.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecipientsPage</name>
    <message numerus="yes">
        <source>%Ln recipient(s) cannot own cards (see Problem); those cards will be refused.</source>
        <translation>
            <numerusform>%Ln recipient cannot own cards (see Problem); those cards will be refused.</numerusform>
            <numerusform>%Ln recipients cannot own cards (see Problem); those cards will be refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln card</numerusform>
            <numerusform>%Ln cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln Sansan user(s) were read from “{file}”.</source>
        <translation>
            <numerusform>%Ln Sansan user was read from “{file}”.</numerusform>
            <numerusform>%Ln Sansan users were read from “{file}”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <source>%Ln Sansan user(s) matched</source>
        <translation>
            <numerusform>%Ln Sansan user matched</numerusform>
            <numerusform>%Ln Sansan users matched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to the default recipient</source>
        <translation>
            <numerusform>%Ln to the default recipient</numerusform>
            <numerusform>%Ln to the default recipient</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not transferred</source>
        <translation>
            <numerusform>%Ln not transferred</numerusform>
            <numerusform>%Ln not transferred</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SansanUserPage</name>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln card</numerusform>
            <numerusform>%Ln cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%n Sansan user(s) without a match: their cards ({cards} so far) go to {default}.</source>
        <translation>
            <numerusform>%n Sansan user without a match: their cards ({cards} so far) go to {default}.</numerusform>
            <numerusform>%n Sansan users without a match: their cards ({cards} so far) go to {default}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Sansan user(s) without a match: their cards ({cards}) go to {default}.</source>
        <translation>
            <numerusform>%n Sansan user without a match: the cards ({cards}) go to {default}.</numerusform>
            <numerusform>%n Sansan users without a match: their cards ({cards}) go to {default}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagChooser</name>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation>
            <numerusform>%Ln card</numerusform>
            <numerusform>%Ln cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferPage</name>
    <message numerus="yes">
        <source>About %Ln minute(s) left</source>
        <translation>
            <numerusform>About %Ln minute left</numerusform>
            <numerusform>About %Ln minutes left</numerusform>
        </translation>
    </message>
</context>
</TS>
