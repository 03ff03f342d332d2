namespace LeadDashboard.Core.Importing;

public sealed partial class ImportSentences
{
    internal const string RowTooLong =
        "Line {0} belongs to a row of more than {1} characters. Shorten the row, or check its quotes.";
    internal const string QuoteLeavesCells =
        "The quote that opens in line {0} closes lines later and does not fit the header: cells found {1}, expected "
            + "{2}. Close the quote, or double it if it is part of the text.";
    internal const string TooManyCells =
        "Line {0} has more than {1} cells, the most a file may have. Check the delimiter, or split the file.";
    internal const string QuoteNeverCloses =
        "The quote that opens in line {0}, column {1}, is never closed. Close it, or double it if it is part of the "
            + "text.";
    internal const string TextAfterQuote =
        "Line {0}, column {1}: text follows a closing quote. Expected the delimiter or the end of the line; double "
            + "a quote that is part of the text.";
    internal const string CellTooLong =
        "Line {0}, column {1}: the cell holds more than {2} characters, the most a cell may hold. Shorten it, or "
            + "close the quote if one was left open.";
    internal const string Undecodable =
        "Line {0} holds bytes that are not {1}. Choose the file's true encoding, or save it as UTF-8.";
    internal const string Ragged =
        "Line {0} does not fit the header: cells found {1}, expected {2}. Add or remove delimiters, or put the cell "
            + "that contains one in quotes.";
    internal const string ValueWithoutName =
        "Line {0} has a value in column {1}, which has no name in the header. Name the column in the header, or "
            + "remove the value.";

    internal const string NoSuchLead =
        "No lead with this id, e-mail or phone. Import the lead first, then run this row again.";
    internal const string NoCampaignNamed = "The row names no campaign. Fill in the campaign this money was spent for.";
    internal const string LeadUnknown =
        "No lead fits this row, and the import only updates. Correct what identifies it, or import with new leads "
            + "allowed.";
    internal const string SeveralLeads =
        "{0} leads have the same {1} '{2}'. Merge them, or match by something that only one lead has.";
    internal const string KeysDisagree =
        "The {0} '{1}' belongs to one lead and the identity of the row to another. Correct the row, or merge the "
            + "two leads.";
    internal const string IdentityTaken =
        "No lead has the {0} '{1}', but a lead with the identity of this row is there. Correct the row, or match by "
            + "another key.";
    internal const string ChangedLater = "It was changed after the import: found '{0}', the import had written '{1}'.";
    internal const string HasLaterOutcome = "The lead got an outcome after the import; it is kept.";
    internal const string HasLaterActivity = "The lead got activities after the import; it is kept.";
    internal const string EditedSince = "The lead was changed after the import; it is kept.";
    internal const string LeadGone = "The lead is not there any more: it was merged or deleted.";
    internal const string NothingThere = "nothing";
    internal const string LooksLikeOne = "Looks like the lead '{0}', probability {1}: the {2} agrees.";
    internal const string LooksLikeTwo = "Looks like the lead '{0}', probability {1}: {2} and {3} agree.";
    internal const string LooksLikeThree = "Looks like the lead '{0}', probability {1}: {2}, {3} and {4} agree.";
    internal const string MergedAway =
        "The lead was merged into another one after the import. Take back that merge first, then remove the lead.";
    internal const string MergeStays =
        "Its merge with the lead '{0}' could not be taken back: one of both was merged again, removed or imported "
            + "anew.";
    internal const string BadCertainty =
        "Rows are taken for duplicates from a probability of {0} on. Expected 0.9 to 0.999; what is less certain is "
            + "for people to judge.";

    internal const string JsonBreaksOff =
        "The JSON breaks off or is malformed in line {0}: what follows cannot be read. Correct the file, or write "
            + "one object per line so that one fault costs one row only.";
    internal const string JsonLineBroken = "Line {0} is no well-formed JSON object. Correct the line.";
    internal const string JsonNotAnObject =
        "Line {0} holds a value that is not an object. Expected an object with names and values.";
    internal const string JsonUnknownName =
        "Line {0} uses the name '{1}', which was not there when the file was first read. Upload the file again.";
    internal const string NoRecordsInJson =
        "The JSON holds no list of records. Expected an array of objects, an object with such an array inside, or "
            + "one object per line. Export the data in one of these forms and upload that.";
    internal const string JsonLines = "JSON with one object per line.";
    internal const string JsonArray = "A JSON array of objects.";
    internal const string JsonArrayInside = "JSON; the rows are the array '{0}'.";
    internal const string JsonColumns =
        "{0} different names in {1} objects; each is a column, names inside of objects are joined with dots.";
    internal const string NotADate = "'{0}' in '{1}' is not a date that can be read. Expected one such as {2}.";
    internal const string NotADateField =
        "'{0}' in '{1}' is not a date that can be read. Correct it, add it to the words that mean not known, or "
            + "import the column as text.";
    internal const string NotAnAmount = "'{0}' in '{1}' is not an amount. Expected a number such as {2}.";
    internal const string NotYesOrNo = "'{0}' in '{1}' is neither yes nor no. Expected yes/no, true/false or 1/0.";
    internal const string NotANumber =
        "'{0}' in '{1}' is not a number. Correct it, add it to the words that mean not known, or import the column "
            + "as text.";
    internal const string UnknownOutcome =
        "'{0}' in '{1}' has no meaning yet. Known are: {2}. Say in the mapping whether it means won, lost or open.";
    internal const string NamesNoLead =
        "'{0}' in '{1}' names no lead. Expected an id, an e-mail address or a phone number.";
    internal const string NoActivityTime = "'{0}' is empty. Expected the date of the activity.";
    internal const string UnknownActivityKind = "'{0}' in '{1}' is no kind of activity. Expected one of: {2}.";
    internal const string NoSpendTarget = "'{0}' is empty. Expected the name of a campaign or a channel.";
    internal const string NoSpendDay = "'{0}' is empty. Expected the day the money was spent.";
    internal const string NoSpendAmount = "'{0}' is empty. Expected an amount; write 0 for a day without spend.";
    internal const string NoProductNamed = "The row names no product. Expected a name or an article number.";
    internal const string NoDealNamed = "The row names no deal. Expected its id or its name.";
    internal const string NegativePrice = "'{0}' in '{1}' is below zero. Expected a price of 0 or more.";
    internal const string NotACurrency =
        "'{0}' in '{1}' is no currency. Expected a code of three letters, such as {2}.";

    internal const string SeveralProducts = "{0} products are called '{1}'. Give the row the article number.";
    internal const string SeveralDeals = "{0} deals of this lead are called '{1}'. Give the row the id of the deal.";
    internal const string DealTwice =
        "The deal '{0}' is in this file already with another product. Expected one row for each deal: give each "
            + "position an id of its own, or add the amounts up.";
    internal const string LeadIsWon = "The lead stays won, as a person or a file said; its deals say lost.";
    internal const string LeadIsLost = "The lead stays lost, as a person or a file said; a deal says won.";
    internal const string WordsTakenForOpen =
        "Nobody knows what {0} in '{1}' mean; they are taken for open leads. Please check.";
    internal const string KindByNames = "Taken for {0}: {1}.";
    internal const string KindByPreset = "Taken for {0}: an export of {1}.";
    internal const string KindByDefault = "Taken for {0}: nothing speaks for another kind.";
    internal const string OtherCurrency =
        "The amount stays with the deal: it is in {0} and the company counts in {1}, so it is not added to what the "
            + "lead brought.";
    internal const string ProductInUse = "Deals of other imports use this product; it is kept.";
    internal const string ChangedByLaterImport = "A later import changed it; it is kept. Undo that import first.";
    internal const string HasLaterDeal = "The lead got deals after the import; it is kept.";
    internal const string ProductGone = "The product is not there any more.";
    internal const string KeyTakenLater = "Another record has taken its key since; it is left as it is.";

    internal const string EmptyFile =
        "The file is empty. Expected a table with a header line and at least one row. Choose another file.";
    internal const string HeaderOnly =
        "The file has a header (columns: {0}) and no rows below it. Expected at least one row. Choose another file.";
    internal const string NotATable =
        "The file holds {0}. Expected a table as CSV, TSV, Excel workbook or JSON. Export the data in one of these "
            + "formats and upload that.";
    internal const string BrokenHeader = "The header cannot be read. {0}";
    internal const string TooManyColumns =
        "The header has more than {0} columns, the most a file may have. Check the delimiter, or leave columns out.";
    internal const string BrokenWorkbook =
        "The workbook cannot be read: {0}. Open it in a spreadsheet program, save it again as .xlsx without a "
            + "password, and upload that.";
    internal const string UnknownSheet = "The workbook has no sheet named '{0}'. Choose one of: {1}.";
    internal const string UnpacksTooLarge = "it unpacks to more than {0} bytes";
    internal const string HasPassword = "it is protected by a password";
    internal const string NoWorkbookInside = "it is not an Excel workbook inside";
    internal const string IsDamaged = "it is damaged";
    internal const string BinaryData = "binary data";
    internal const string WebPage = "a web page";
    internal const string ZipArchive = "a ZIP archive";
    internal const string PdfDocument = "a PDF document";
    internal const string Image = "an image";
    internal const string Archive = "a compressed archive";
    internal const string Database = "a database";
    internal const string Program = "a program";
    internal const string RichText = "a rich text document";

    internal const string TwoForOneTarget =
        "The columns {0} are both mapped to {1}. Keep one of them and make the other a custom field.";
    internal const string WrongTarget =
        "The column '{0}' is mapped to {1}, which a file of {2} does not have. Choose another target or ignore the "
            + "column.";
    internal const string NothingMapped = "Every column is ignored. Map at least one column.";
    internal const string NoWonValue = "No value of the outcome column '{0}' means won. Choose at least one.";
    internal const string TwoMeanings =
        "'{0}' in the outcome column '{1}' has two meanings. Let it mean won, lost or open.";
    internal const string NeedsLead =
        "No column says which lead each activity belongs to. Map one to LeadReference or Email.";
    internal const string NeedsTime = "No column says when each activity happened. Map one to ActivityTime.";
    internal const string NeedsCampaign =
        "No column says what the money was spent for. Map one to Campaign or Channel.";
    internal const string NeedsDay = "No column says the day of each amount. Map one to SpendDay.";
    internal const string NeedsAmount = "No column says the amounts. Map one to SpendAmount.";
    internal const string NeedsProduct = "No column says which product each row is. Map one to ProductName or Sku.";
    internal const string NeedsDeal = "No column says which deal each row is. Map one to DealId or DealName.";
    internal const string NeedsLeadOfDeal =
        "No column says whose deal each row is. Map one to LeadReference or Email, or to DealId where the deals are "
            + "there already.";
    internal const string NoDealOutcome =
        "No column says won or lost: the deals are imported as open and close no lead.";
    internal const string NoOutcome =
        "No column says won or lost: the rows are imported as open leads. Training needs a file with outcomes, or "
            + "outcomes marked by hand.";
    internal const string NoLostValue = "No value of '{0}' means lost: a model cannot learn from wins alone.";
    internal const string NoIdentity =
        "No column identifies a lead (id, e-mail, phone, or name with company): each row becomes a lead of its own.";
    internal const string NoCreated =
        "No column says when a lead was created: the instant of import is taken, and models are tested on random "
            + "rows instead of the newest.";

    internal const string Utf8ByMark = "UTF-8: the file begins with its byte order mark.";
    internal const string Utf16ByMark = "UTF-16 (little endian): the file begins with its byte order mark.";
    internal const string Utf16BigByMark = "UTF-16 (big endian): the file begins with its byte order mark.";
    internal const string Utf16ByZeros = "UTF-16 (little endian): every second byte of the plain letters is zero.";
    internal const string Utf16BigByZeros = "UTF-16 (big endian): every second byte of the plain letters is zero.";
    internal const string Utf8ByFit = "UTF-8: every byte fits.";
    internal const string Gb18030ByPairs =
        "GB18030: the bytes above 127 come in pairs as Chinese characters do, and they are not UTF-8.";
    internal const string Windows1252BySingles = "Windows-1252: single bytes above 127 that are not UTF-8.";
    internal const string DelimiterFound = "Cells are separated by {0}: {1} of {2} sampled rows then have {3} cells.";
    internal const string Commas = "commas";
    internal const string Semicolons = "semicolons";
    internal const string Tabs = "tabs";
    internal const string Bars = "vertical bars";
    internal const string HeaderByNames =
        "The first row names the columns: {0} of its {1} cells are usual column names.";
    internal const string HeaderByDifference =
        "The first row names the columns: it differs from the values below in {0} of {1} typed columns.";
    internal const string NoHeaderOneRow = "No header: the only row holds values.";
    internal const string NoHeader = "No header: the first row looks like the rows below it in {0} columns.";
    internal const string TitleAbove =
        "The table begins in line {0}: what stands above it is one cell wide and taken for a title.";
    internal const string DecimalComma = "The decimal sign is a comma: {0} values such as '{1}'.";
    internal const string DecimalUnknown = "No value tells the decimal sign; a point is assumed.";
    internal const string DayFirstSure = "Dates begin with the day: '{0}' leaves no choice.";
    internal const string MonthFirstSure = "Dates begin with the month: '{0}' leaves no choice.";
    internal const string DayFirstGuess =
        "Dates such as '{0}' can be read two ways; day first is assumed. Please check.";
    internal const string MonthFirstGuess =
        "Dates such as '{0}' can be read two ways; month first is assumed. Please check.";
    internal const string OneSheet = "An Excel workbook with one sheet, '{0}'.";
    internal const string ManySheets = "An Excel workbook with {0} sheets; '{1}' is the first that holds cells.";

    internal const string NameTwice = "Two columns are named '{0}'; the later one is called '{1}' here.";
    internal const string NameMissing = "Column {0} has no name; it is called '{1}' here.";
    internal const string ByName = "by its name";
    internal const string ByPreset = "by its name in {0} exports";
    internal const string AfterOutcomeInPreset = "{0} is filled in by {1} once a lead is closed.";
    internal const string ByValues = "by its values";
    internal const string EmptyInSample = "empty in the sample";
    internal const string TargetTaken = "'{0}' already is the {1}";
    internal const string OutcomeFound = "'{0}' looks like the outcome: {1} would mean won, {2} lost.";
    internal const string OutcomeFoundWithOpen =
        "'{0}' looks like the outcome: {1} would mean won, {2} lost, {3} open.";
    internal const string NoValue = "no value";
    internal const string LeakByName = "{0} looks as if it is filled in after the outcome (by its name): leave it out?";
    internal const string LeakByNameAndAuc =
        "{0} looks as if it is filled in after the outcome (by its name, and alone it tells won from lost with an "
            + "AUC of {1}): leave it out?";
    internal const string LeakByAuc =
        "{0} looks as if it is filled in after the outcome (alone it tells won from lost with an AUC of {1}, which "
            + "is too good for something known before): leave it out?";
    internal const string MissingWord = "'{0}' in '{1}' is a usual word for not known ({2} of the sampled values).";
    internal const string MissingSentinel =
        "{0} stands in {1} of '{2}' while all other values lie between {3} and {4}: it looks like a stand-in for "
            + "not known.";
}
