using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace DeepDsl.Tests.Data;

public sealed class CsvSchemaTests : IDisposable
{
    private const string Passengers = """
        age,sex,class,port,lived
        22,male,3,"Queenstown, IE",no
        38,female,1,Cherbourg,yes
        26,female,3,Southampton,yes

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CsvSchema Infer(string text, CsvOptions? options = null) => CsvSchema.Infer(_folder.Write("first.csv", text), options);

    private Dataset Read(string text, CsvSchema schema) => schema.Read(_folder.Write("later.csv", text));

    private string Error(Action action) => Assert.ThrowsAny<Exception>(action).Message
        .Replace(_folder["first.csv"], "first.csv", StringComparison.Ordinal).Replace(_folder["later.csv"], "later.csv", StringComparison.Ordinal);

    [Fact]
    public void Texts_become_categories_and_numbers_stay()
    {
        CsvSchema schema = Infer(Passengers, new() { OneHot = ["class"], Indices = ["port"] });
        Assert.Equal(["age", "sex=female", "sex=male", "class=1", "class=3"], schema.FeatureNames);
        Assert.Equal([(1, 2), (3, 2)], schema.OneHotPlaces);
        Dataset data = Read(Passengers, schema);
        Assert.Equal([22, 0, 1, 0, 1, 38, 1, 0, 1, 0, 26, 1, 0, 0, 1], data.InputArray());
        Assert.Equal("port", data.Inputs[1].Name);
        Assert.Equal([1, 0, 2], data.Inputs[1].Ints);
        Assert.Equal([0, 1, 1], data.LabelArray());
        Assert.Equal(["no", "yes"], data.ClassNames);
    }

    [Fact]
    public void A_later_file_has_the_places_of_the_first_whatever_the_order_of_its_columns()
    {
        CsvSchema schema = Infer(Passengers, new() { Ignore = ["port"] });
        Dataset later = Read("lived,sex,class,age\nyes,male,2,40\n", schema);
        Assert.Equal([40, 0, 1, 2], later.InputArray());
        Assert.Equal([1], later.LabelArray());
        Assert.Equal(["no", "yes"], later.ClassNames);
    }

    [Fact]
    public void What_the_first_file_did_not_hold_is_refused_or_has_a_place()
    {
        CsvOptions options = new() { OneHot = ["class"], Ignore = ["port", "sex", "age"] };
        const string Later = "class,lived\n2,no\n";
        Assert.Equal(
            "later.csv, line 2, column 1 ('class'): '2' is not among the categories '1', '3' that the schema knows. "
            + "Correct it, or infer the schema with CsvOptions.UnknownPlace = true.",
            Error(() => Read(Later, Infer(Passengers, options))));
        CsvSchema open = Infer(Passengers, options with { UnknownPlace = true });
        Assert.Equal(["class=1", "class=3", "class=other"], open.FeatureNames);
        Assert.Equal([0, 0, 1], Read(Later, open).InputArray());
        CsvSchema indices = Infer(Passengers, options with { UnknownPlace = true, OneHot = [], Indices = ["class"] });
        Assert.Equal([2], Read(Later, indices).Inputs[0].Ints);
        Assert.Equal(3, indices.Features[0].Places);
        Assert.Equal(
            "later.csv, line 2, column 2 ('lived'): 'maybe' is not among the classes of CsvOptions.ClassNames or the schema ('no', 'yes').",
            Error(() => Read("class,lived\n1,maybe\n", open)));
    }

    [Fact]
    public void Columns_that_are_missing_or_new_are_named()
    {
        CsvSchema schema = Infer("a,b,y\n1,2,0\n");
        Assert.Equal(
            "later.csv has no column 'b', which the schema reads; its columns are 'a', 'y'. Does its first line hold names?",
            Error(() => Read("a,y\n1,2\n", schema)));
        Assert.Equal(
            "later.csv has a column 'c' that the schema does not know. Take it out of the file, or infer the schema with CsvOptions.Features, "
            + "which names those to read.",
            Error(() => Read("a,b,c,y\n1,2,3,0\n", schema)));
        Assert.EndsWith("read with schema.WithoutLabel().", Error(() => Read("a,b\n1,2\n", schema)), StringComparison.Ordinal);
        Dataset unlabelled = Read("b,a\n1,2\n", schema.WithoutLabel());
        Assert.Empty(unlabelled.Targets);
        Assert.Equal([2, 1], unlabelled.InputArray());
        Assert.Equal([2, 1], Read("y,b,a\n9,1,2\n", schema.WithoutLabel()).InputArray());
        Assert.Equal([5], Read("a,b,c,y\n1,5,3,0\n", Infer("a,b,y\n1,2,0\n", new() { Features = ["b"] })).InputArray());
    }

    [Fact]
    public void A_column_of_numbers_and_texts_is_neither()
    {
        Assert.StartsWith(
            "first.csv, line 3, column 1 ('a'): 'x' is not a finite number. Correct it", Error(() => Infer("a,y\n1,0\nx,0\n")), StringComparison.Ordinal);
        Assert.Equal(
            "first.csv, line 3, column 1 ('a'): '1' is a number, but the rows above hold texts such as 'x'. "
            + "Correct it, or name the column in CsvOptions.OneHot, Indices or Ignore.",
            Error(() => Infer("a,y\nx,0\n1,0\n")));
        Assert.Equal(["1", "x"], Infer("a,y\nx,0\n1,0\n", new() { OneHot = ["a"] }).Features[0].Categories);
    }

    [Fact]
    public void A_column_of_names_is_not_taken_for_categories() => Assert.Equal(
        "first.csv: column 1 ('name') holds more than 2 different texts. Name it in CsvOptions.Ignore, or in Indices or OneHot if they are categories.",
        Error(() => Infer("name,y\na,0\nb,0\nc,0\n", new() { MaxCategories = 2 })));

    [Fact]
    public void A_missing_category_is_one_of_no_name_unless_it_is_refused()
    {
        const string Text = "a,b,y\nx,1,0\n,,1\n";
        Assert.StartsWith("first.csv, line 3, column 1 ('a'): the cell is empty.", Error(() => Infer(Text)), StringComparison.Ordinal);
        CsvSchema schema = Infer(Text, new() { Missing = MissingCells.Fill, Fill = 7 });
        Assert.Equal(["", "x"], schema.Features[0].Categories);
        Assert.Equal([0, 1, 1, 1, 0, 7], Read(Text, schema).InputArray());
    }

    [Fact]
    public void Whole_numbers_stay_labels_in_later_files()
    {
        CsvSchema schema = Infer("a,y\n1,0\n2,3\n");
        Assert.Empty(schema.ClassNames);
        Assert.Equal([3, 1], Read("a,y\n1,3\n2,1\n", schema).LabelArray());
        Assert.StartsWith(
            "later.csv, line 2, column 2 ('y'): the label 'cat' is not a whole number from 0 on", Error(() => Read("a,y\n1,cat\n", schema)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_outlives_the_program()
    {
        CsvOptions options = new() { Indices = ["port"], UnknownPlace = true, Missing = MissingCells.Fill, Fill = 0.1f, MissingTexts = ["", "NA"] };
        CsvSchema schema = Infer(Passengers, options);
        schema.Save(_folder["schema.json"]);
        CsvSchema loaded = CsvSchema.Load(_folder["schema.json"]);
        Assert.Equal(schema.FeatureNames, loaded.FeatureNames);
        const string Later = "age,sex,class,port,lived\nNA,other,2,Rome,yes\n";
        Assert.Equal(Read(Later, schema).InputArray(), Read(Later, loaded).InputArray());
        Assert.Equal([0.1f, 0, 0, 1, 2], Read(Later, loaded).InputArray());
        Assert.Equal([3], Read(Later, loaded).Inputs[1].Ints);
        Assert.Equal(["no", "yes"], Read(Later, loaded).ClassNames);
        Assert.StartsWith(
            $"{_folder["bad.json"]} is not a schema that CsvSchema.Save wrote: its format is 'x' instead of",
            Error(() => CsvSchema.Load(_folder.Write("bad.json", """{"format":"x"}"""))), StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => CsvSchema.Load(_folder.Write("bad.json", "[1")));
    }

    [Fact]
    public void Pieces_are_the_whole_in_order_and_errors_name_their_line()
    {
        string rows = string.Concat(Enumerable.Range(0, 10).Select(i => $"{i},{(i % 3 == 0 ? "x" : "y")}\n"));
        CsvSchema schema = Infer("a,y\n" + rows);
        string path = _folder["first.csv"];
        Dataset[] pieces = [.. schema.ReadPieces(path, rows: 4)];
        Assert.Equal([4, 4, 2], pieces.Select(p => p.Count));
        Assert.Equal(schema.Read(path).InputArray(), pieces.SelectMany(p => p.InputArray()));
        Assert.Equal(schema.Read(path).LabelArray(), pieces.SelectMany(p => p.LabelArray()));
        using IEnumerator<Dataset> broken = schema.ReadPieces(_folder.Write("later.csv", "a,y\n" + rows + "q,x\n"), rows: 5).GetEnumerator();
        Assert.True(broken.MoveNext() && broken.MoveNext());
        Assert.StartsWith("later.csv, line 12, column 1 ('a'): 'q'", Error(() => broken.MoveNext()), StringComparison.Ordinal);
    }

    /// <summary>A piece that was used can be collected while the file is still read.</summary>
    [Fact]
    public void Pieces_are_not_held()
    {
        CsvSchema schema = Infer("a,y\n" + string.Concat(Enumerable.Repeat("1,0\n", 5000)));
        List<WeakReference> floats = [];
        using IEnumerator<Dataset> pieces = schema.ReadPieces(_folder["first.csv"], rows: 500).GetEnumerator();
        while (floats.Count < 9 && Next())
        {
        }
        GC.Collect();
        Assert.Equal(9, floats.Count);
        Assert.InRange(floats.Count(f => f.IsAlive), 0, 1);

        [MethodImpl(MethodImplOptions.NoInlining)]
        bool Next()
        {
            bool more = pieces.MoveNext();
            floats.Add(new WeakReference(pieces.Current.Inputs[0].Floats));
            return more;
        }
    }

    [Fact]
    public void Pieces_of_a_compressed_file_that_was_cut_end_in_an_error()
    {
        string rows = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 1000},{i % 2}\n"));
        CsvSchema schema = Infer("a,y\n1,0\n");
        string path = _folder["packed.csv"];
        using (GZipStream gzip = new(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes("a,y\n" + rows));
        }
        Assert.Equal(5000, schema.ReadPieces(path).Sum(p => p.Count));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^2000]);
        string message = Assert.Throws<InvalidDataException>(() => schema.ReadPieces(path).Sum(p => p.Count)).Message;
        Assert.EndsWith("rows were read before that. Download or copy the file again.", message, StringComparison.Ordinal);
    }
}
