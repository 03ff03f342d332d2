namespace LeadDashboard.Core.Importing;

/// <summary>
/// The keys of everything that reading and importing files says: reasons, refusals, questions and what speaks for a
/// suggestion. The words stand in the catalogue "import".
/// </summary>
public static class ImportMessages
{
    public const string RowTooLong = "import.row-too-long";
    public const string QuoteLeavesCells = "import.quote-leaves-cells";
    public const string TooManyCells = "import.too-many-cells";
    public const string QuoteNeverCloses = "import.quote-never-closes";
    public const string TextAfterQuote = "import.text-after-quote";
    public const string CellTooLong = "import.cell-too-long";
    public const string Undecodable = "import.undecodable";
    public const string Ragged = "import.ragged";
    public const string ValueWithoutName = "import.value-without-name";

    public const string NoLeadHeader = "import.no-lead-header";
    public const string NoLeadTotal = "import.no-lead-total";
    public const string NoLeadFooter = "import.no-lead-footer";
    public const string NoLeadBlank = "import.no-lead-blank";
    public const string NoLeadNobody = "import.no-lead-nobody";

    public const string NoSuchLead = "import.no-such-lead";
    public const string NoCampaignNamed = "import.no-campaign-named";
    public const string LeadUnknown = "import.lead-unknown";
    public const string SeveralLeads = "import.several-leads";
    public const string KeysDisagree = "import.keys-disagree";
    public const string IdentityTaken = "import.identity-taken";
    public const string ChangedLater = "import.changed-later";
    public const string HasLaterOutcome = "import.has-later-outcome";
    public const string HasLaterActivity = "import.has-later-activity";
    public const string EditedSince = "import.edited-since";
    public const string LeadGone = "import.lead-gone";
    public const string NothingThere = "import.nothing-there";
    public const string LooksLikeOne = "import.looks-like-one";
    public const string LooksLikeTwo = "import.looks-like-two";
    public const string LooksLikeThree = "import.looks-like-three";
    public const string MergedAway = "import.merged-away";
    public const string MergeStays = "import.merge-stays";
    public const string BadCertainty = "import.bad-certainty";

    public const string JsonBreaksOff = "import.json-breaks-off";
    public const string JsonLineBroken = "import.json-line-broken";
    public const string JsonNotAnObject = "import.json-not-an-object";
    public const string JsonUnknownName = "import.json-unknown-name";
    public const string NoRecordsInJson = "import.no-records";
    public const string JsonLines = "import.json-lines";
    public const string JsonArray = "import.json-array";
    public const string JsonArrayInside = "import.json-array-inside";
    public const string JsonColumns = "import.json-columns";
    public const string NotADate = "import.not-a-date";
    public const string NotADateField = "import.not-a-date-field";
    public const string NotAnAmount = "import.not-an-amount";
    public const string NotYesOrNo = "import.not-yes-or-no";
    public const string NotANumber = "import.not-a-number";
    public const string UnknownOutcome = "import.unknown-outcome";
    public const string NamesNoLead = "import.names-no-lead";
    public const string NoActivityTime = "import.no-activity-time";
    public const string UnknownActivityKind = "import.unknown-activity-kind";
    public const string NoSpendTarget = "import.no-spend-target";
    public const string NoSpendDay = "import.no-spend-day";
    public const string NoSpendAmount = "import.no-spend-amount";
    public const string NoProductNamed = "import.no-product-named";
    public const string NoDealNamed = "import.no-deal-named";
    public const string NegativePrice = "import.negative-price";
    public const string NotACurrency = "import.not-a-currency";

    public const string SeveralProducts = "import.several-products";
    public const string SeveralDeals = "import.several-deals";
    public const string DealTwice = "import.deal-twice";
    public const string LeadIsWon = "import.lead-is-won";
    public const string LeadIsLost = "import.lead-is-lost";
    public const string WordsTakenForOpen = "import.words-taken-for-open";
    public const string KindByNames = "import.kind-by-names";
    public const string KindByPreset = "import.kind-by-preset";
    public const string KindByDefault = "import.kind-by-default";
    public const string OtherCurrency = "import.other-currency";
    public const string ProductInUse = "import.product-in-use";
    public const string ChangedByLaterImport = "import.changed-by-later-import";
    public const string HasLaterDeal = "import.has-later-deal";
    public const string ProductGone = "import.product-gone";
    public const string KeyTakenLater = "import.key-taken-later";

    public const string EmptyFile = "import.empty";
    public const string HeaderOnly = "import.header-only";
    public const string NotATable = "import.not-a-table";
    public const string BrokenHeader = "import.broken-header";
    public const string TooManyColumns = "import.too-many-columns";
    public const string BrokenWorkbook = "import.broken-workbook";
    public const string UnknownSheet = "import.unknown-sheet";
    public const string UnpacksTooLarge = "import.unpacks-too-large";
    public const string HasPassword = "import.has-password";
    public const string NoWorkbookInside = "import.no-workbook-inside";
    public const string IsDamaged = "import.is-damaged";
    public const string BinaryData = "import.binary-data";
    public const string WebPage = "import.web-page";
    public const string CellUnpacksTooLarge = "import.cell-unpacks-too-large";
    public const string ThousandsPoint = "import.thousands-point";
    public const string ZipArchive = "import.zip-archive";
    public const string PdfDocument = "import.pdf-document";
    public const string Image = "import.image";
    public const string Archive = "import.archive";
    public const string Database = "import.database";
    public const string Program = "import.program";
    public const string RichText = "import.rich-text";

    public const string TwoForOneTarget = "import.two-for-one-target";
    public const string WrongTarget = "import.wrong-target";
    public const string NothingMapped = "import.nothing-mapped";
    public const string NoWonValue = "import.no-won-value";
    public const string TwoMeanings = "import.two-meanings";
    public const string NeedsLead = "import.needs-lead";
    public const string NeedsTime = "import.needs-time";
    public const string NeedsCampaign = "import.needs-campaign";
    public const string NeedsDay = "import.needs-day";
    public const string NeedsAmount = "import.needs-amount";
    public const string NeedsProduct = "import.needs-product";
    public const string NeedsDeal = "import.needs-deal";
    public const string NeedsLeadOfDeal = "import.needs-lead-of-deal";
    public const string NoDealOutcome = "import.no-deal-outcome";
    public const string NoOutcome = "import.no-outcome";
    public const string NoLostValue = "import.no-lost-value";
    public const string NoIdentity = "import.no-identity";
    public const string NoCreated = "import.no-created";

    public const string Utf8ByMark = "import.utf8-by-mark";
    public const string Utf16ByMark = "import.utf16-by-mark";
    public const string Utf16BigByMark = "import.utf16-big-by-mark";
    public const string Utf16ByZeros = "import.utf16-by-zeros";
    public const string Utf16BigByZeros = "import.utf16-big-by-zeros";
    public const string Utf8ByFit = "import.utf8-by-fit";
    public const string Gb18030ByPairs = "import.gb18030-by-pairs";
    public const string Windows1252BySingles = "import.windows1252-by-singles";
    public const string LinesMostly = "import.lines-mostly";
    public const string LinesReadAs = "import.lines-read-as";
    public const string LinesUnreadable = "import.lines-unreadable";
    public const string DelimiterFound = "import.delimiter-found";
    public const string Commas = "import.commas";
    public const string Semicolons = "import.semicolons";
    public const string Tabs = "import.tabs";
    public const string Bars = "import.bars";
    public const string HeaderByNames = "import.header-by-names";
    public const string HeaderByDifference = "import.header-by-difference";
    public const string NoHeaderOneRow = "import.no-header-one-row";
    public const string NoHeader = "import.no-header";
    public const string TitleAbove = "import.title-above";
    public const string DecimalComma = "import.decimal-comma";
    public const string DecimalUnknown = "import.decimal-unknown";
    public const string DayFirstSure = "import.day-first-sure";
    public const string MonthFirstSure = "import.month-first-sure";
    public const string DayFirstGuess = "import.day-first-guess";
    public const string MonthFirstGuess = "import.month-first-guess";
    public const string OneSheet = "import.one-sheet";
    public const string ManySheets = "import.many-sheets";
    public const string HiddenSheets = "import.hidden-sheets";
    public const string BackslashQuotes = "import.backslash-quotes";

    public const string NameTwice = "import.name-twice";
    public const string NameMissing = "import.name-missing";
    public const string ByName = "import.by-name";
    public const string ByPreset = "import.by-preset";
    public const string AfterOutcomeInPreset = "import.after-outcome-in-preset";
    public const string ByValues = "import.by-values";
    public const string ValuesDoNotFit = "import.values-do-not-fit";
    public const string OwnField = "import.own-field";
    public const string EmptyInSample = "import.empty-in-sample";
    public const string TargetTaken = "import.target-taken";
    public const string OutcomeFound = "import.outcome-found";
    public const string OutcomeFoundWithOpen = "import.outcome-found-with-open";
    public const string OutcomeOfStatus = "import.outcome-of-status";
    public const string SaidByStatus = "import.said-by-status";
    public const string NoValue = "import.no-value";
    public const string LeakByName = "import.leak-by-name";
    public const string LeakByNameAndAuc = "import.leak-by-name-and-auc";
    public const string LeakByAuc = "import.leak-by-auc";
    public const string MissingWord = "import.missing-word";
    public const string MissingSentinel = "import.missing-sentinel";
    public const string LeftOutByHand = "import.left-out-by-hand";

    public const string TypeChanged = "import.type-changed";
    public const string OutcomeWordsNew = "import.outcome-words-new";
    public const string DateOrderChanged = "import.date-order-changed";

    public const string TextCut = "import.text-cut";

    public const string RejectedLine = "import.rejected-line";
    public const string RejectedColumn = "import.rejected-column";
    public const string RejectedValue = "import.rejected-value";
    public const string RejectedReason = "import.rejected-reason";
}
