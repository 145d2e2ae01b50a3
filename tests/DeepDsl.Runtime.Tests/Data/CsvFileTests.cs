using System.Globalization;
using System.IO.Compression;

namespace DeepDsl.Tests.Data;

public sealed class CsvFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Dataset Read(string text, CsvOptions? options = null) => CsvFile.Read(_folder.Write("data.csv", text), options);

    private string Error(string text, CsvOptions? options = null) =>
        Assert.Throws<InvalidDataException>(() => Read(text, options)).Message.Replace(
            _folder["data.csv"], "data.csv", StringComparison.Ordinal);

    [Fact]
    public void The_last_column_is_the_label_and_its_texts_become_classes()
    {
        Dataset data = Read("a,b,kind\n1,2.5,setosa\n-3,4e2,virginica\n5,6,setosa\n");
        Assert.Equal([1, 2.5f, -3, 400, 5, 6], data.InputArray());
        Assert.Equal([0, 1, 0], data.LabelArray());
        Assert.Equal(["setosa", "virginica"], data.ClassNames);
        Assert.Equal("kind", data.Targets[0].Name);
    }

    [Fact]
    public void Classes_are_numbered_in_ordinal_order_whatever_comes_first() =>
        Assert.Equal([2, 0, 1], Read("x,y\n1,c\n1,a\n1,b").LabelArray());

    [Fact]
    public void Whole_numbers_are_labels_as_they_are()
    {
        Dataset data = Read("x,y\n1,7\n1,0\n1,12");
        Assert.Equal([7, 0, 12], data.LabelArray());
        Assert.Empty(data.ClassNames);
    }

    [Fact]
    public void Given_class_names_fix_the_order_and_refuse_others()
    {
        CsvOptions options = new() { ClassNames = ["dog", "cat"] };
        Assert.Equal([1, 0], Read("x,y\n1,cat\n1,dog", options).LabelArray());
        Assert.Equal(
            "data.csv, line 3, column 2 ('y'): 'cow' is not among the classes of CsvOptions.ClassNames or the schema ('dog', 'cat').",
            Error("x,y\n1,cat\n1,cow", options));
    }

    [Fact]
    public void Label_by_name_and_by_place_ignored_columns_and_regression()
    {
        Dataset byName = Read("y,id,x\n1.5,77,2\n", new() { Label = "y", LabelIsNumber = true, Ignore = ["id"] });
        Assert.Equal([2], byName.InputArray());
        Assert.Equal([1.5f], byName.Target(0).ToArray());
        Dataset byPlace = Read("9;1;2", new() { Header = false, LabelIndex = 0, Separator = ';' });
        Assert.Equal([1, 2], byPlace.InputArray());
        Assert.Equal(9, byPlace.Label(0));
        Assert.Empty(Read("1,2\n", new() { Header = false, LabelIndex = null }).Targets);
    }

    [Fact]
    public void Quoted_fields_may_hold_separators_quotes_and_line_ends()
    {
        Dataset data = Read("\"a,1\",b,y\r\n\" 1 \",2,\"say \"\"hi\"\"\"\r\n3,4,\"two\nlines\"\r\n");
        Assert.Equal([1, 2, 3, 4], data.InputArray());
        Assert.Equal(["say \"hi\"", "two\nlines"], data.ClassNames);
    }

    [Fact]
    public void Line_numbers_count_line_ends_inside_quotes_and_blank_lines() =>
        Assert.StartsWith(
            "data.csv, line 6, column 1 ('x'): 'q' is not", Error("x,y\n1,\"two\nlines\"\n\n2,b\nq,c"), StringComparison.Ordinal);

    [Theory]
    [InlineData("abc")]
    [InlineData("NaN")]
    [InlineData("1e99")]
    [InlineData("1.000,5")]
    public void What_is_not_a_finite_number_is_named_with_its_place(string text) =>
        Assert.Equal(
            $"data.csv, line 3, column 2 ('b'): '{text}' is not a finite number. "
            + "Correct it, remove the row, leave the column out through CsvOptions.Ignore, or read texts as categories through CsvSchema.Infer.",
            Error($"a,b,y\n1,2,x\n1,\"{text}\",x\n"));

    [Fact]
    public void A_missing_number_is_an_error_unless_the_options_say_what_it_becomes()
    {
        const string Text = "a,b,y\n1,2,x\n1, ,x\n?,4,x\n";
        Assert.Equal(
            "data.csv, line 3, column 2 ('b'): the cell is empty. Correct it, remove the row, ignore the column, or set CsvOptions.Missing to "
            + "MissingCells.NaN or MissingCells.Fill.",
            Error(Text));
        string[] texts = ["", "?"];
        Assert.Equal([1, 2, 1, float.NaN, float.NaN, 4], Read(Text, new() { Missing = MissingCells.NaN, MissingTexts = texts }).InputArray());
        Assert.Equal([1, 2, 1, -9, -9, 4], Read(Text, new() { Missing = MissingCells.Fill, Fill = -9, MissingTexts = texts }).InputArray());
        Assert.StartsWith(
            "data.csv, line 4, column 1 ('a'): '?' is not a finite number.", Error(Text, new() { Missing = MissingCells.Fill }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_is_not_there_is_noticed()
    {
        Assert.Equal(
            "data.csv: the first line holds numbers (5.1, 3.5, setosa) where names of columns were expected. Set CsvOptions.Header = false if it "
            + "is data; if these are names, also set CsvOptions.SkipLines one higher.",
            Error("5.1,3.5,setosa\n4.9,3.0,setosa\n"));
        Assert.Contains("where names of columns were expected", Error("0,0,5,1\n0,1,2,0\n"), StringComparison.Ordinal);
        Assert.Equal([7, 8, 9], Read("1990,1991,1992,y\n7,8,9,0\n").InputArray());
    }

    [Fact]
    public void A_header_that_was_not_expected_is_noticed() => Assert.EndsWith(
        "If the first line holds names, set CsvOptions.Header = true.", Error("a,b\n1,2\n", new() { Header = false }), StringComparison.Ordinal);

    [Fact]
    public void Features_are_read_by_their_names_in_that_order_and_lines_are_skipped()
    {
        CsvOptions options = new() { Features = ["c", "a"], Label = "y", SkipLines = 1 };
        Assert.Equal([3, 1], Read("# made by hand, \"1\"\na,b,c,y\n1,2,3,0\n", options).InputArray());
        Assert.StartsWith("data.csv, line 3, column 3 ('c'): 'q'", Error("#\na,b,c,y\n1,2,q,0\n", options), StringComparison.Ordinal);
        Assert.Equal(
            "data.csv: CsvOptions.Features names 'a', but several columns are called so. Rename all but one.",
            Error("#\na,a,c,y\n1,2,3,0\n", options));
    }

    [Fact]
    public void Errors_of_layout_say_what_was_expected()
    {
        Assert.Equal("data.csv, line 3: 2 fields, but 3 were expected, as on the first line.", Error("a,b,y\n1,2,3\n1,2\n"));
        Assert.Equal("data.csv holds no data.", Error("\n \n"));
        Assert.StartsWith("data.csv holds a header but no data.", Error("a,b\n"), StringComparison.Ordinal);
        Assert.Equal(
            "data.csv: CsvOptions.Label names 'Y', which is not among the columns 'a', 'y'.", Error("a,y\n1,2", new() { Label = "Y" }));
        Assert.Equal(
            "data.csv: CsvOptions.LabelIndex is 4, but there are 2 columns. Is the separator ','?",
            Error("a,y\n1,2", new() { LabelIndex = 4 }));
        Assert.Equal("data.csv has no feature: its 1 column(s) are label or ignored. Is the separator ','?", Error("a;y\n1;2"));
        Assert.Equal("data.csv, line 2, column 2: a quoted field is never closed. Add the closing quote.", Error("a,y\n1,\"2"));
        Assert.Equal(
            "data.csv, line 2, column 1: 'x' follows a closing quote. Double the quotes inside a quoted field.", Error("a,y\n\"1\"x,2"));
        Assert.Equal("data.csv, line 2, column 2 ('y'): the label is empty.", Error("a,y\n1,\n"));
    }

    [Fact]
    public void The_thread_s_culture_does_not_matter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("")
            {
                NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." },
            };
            Assert.Equal([1.5f], Read("x,y\n1.5,0").InputArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Labels_that_are_not_utf_8_are_refused_rather_than_merged()
    {
        string path = _folder.Write("data.csv", [.. "x,y\n1,caf"u8, 0xE9, .. "\n1,caf"u8, 0xE8]);
        Assert.Equal(
            $"{path}, line 2, column 2 ('y'): the label 'caf\uFFFD' is not UTF-8. Save the file in that encoding.",
            Assert.Throws<InvalidDataException>(() => CsvFile.Read(path)).Message);
    }

    [Fact]
    public void Gzip_is_recognised_by_its_content()
    {
        using (GZipStream gzip = new(File.Create(_folder["packed.csv"]), CompressionLevel.Fastest))
        {
            gzip.Write("x,y\n4,1\n"u8);
        }
        Assert.Equal([4], CsvFile.Read(_folder["packed.csv"]).InputArray());
    }
}
