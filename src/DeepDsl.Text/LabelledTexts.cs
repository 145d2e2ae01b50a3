using System.Text;

namespace DeepDsl.Text;

/// <summary>Texts with a class each, from a CSV file or a folder, which an encoder makes a data set of.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Labels">The class of each.</param>
/// <param name="ClassNames">Names of the classes; empty where the file had whole numbers.</param>
public sealed record LabelledTexts(IReadOnlyList<string> Texts, IReadOnlyList<int> Labels, IReadOnlyList<string> ClassNames)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a CSV file (plain or gzip) with a column of texts and one of classes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The name of the column of texts.</param>
    /// <param name="options">How the file is read, and which column is the label; other columns are not looked at.</param>
    public static LabelledTexts ReadCsv(string path, string text, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        CsvOptions how = (options ?? new CsvOptions()) with { Features = [text], Ignore = [], LabelIsNumber = false };
        return CsvFile.Rows(path, how, rows =>
        {
            CsvColumns columns = new(path, how, rows.Names);
            CsvLabels labels = new(rows, columns.Label, isNumber: false, how.ClassNames);
            List<string> texts = [];
            while (rows.Next())
            {
                texts.Add(rows.Category(columns.Features[0], "text").ToString());
                labels.Read();
            }
            if (texts.Count == 0)
            {
                throw CsvFile.NoRows(path);
            }
            DataColumn[] column = labels.Take(out IReadOnlyList<string> names);
            return new LabelledTexts(texts, column is [var only] ? only.Ints : [], names);
        });
    }

    /// <summary>Reads a folder that has a folder for each class, with a text in each file <c>*.txt</c> (UTF-8).</summary>
    /// <param name="path">The folder.</param>
    /// <param name="classNames">The classes in order, so that test data have the numbers of training data; null for all folders in ordinal order.</param>
    public static LabelledTexts ReadFolder(string path, IReadOnlyList<string>? classNames = null)
    {
        ClassFolders folders = ClassFolders.Of(path, ["*.txt"], classNames);
        return new LabelledTexts([.. folders.Files.Select(ReadText)], folders.Labels, folders.ClassNames);
    }

    /// <summary>The texts as rows of tokens with their classes.</summary>
    /// <param name="encoder">Makes tokens of them.</param>
    /// <param name="length">Tokens of a row; longer texts are cut.</param>
    /// <param name="lengths">Name of the input that says how long texts are, where the model has one; with <c>PaddingToken</c> it needs none.</param>
    public Dataset ToDataset(TextEncoder encoder, int length, string? lengths = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        EncodedTexts rows = encoder.Encode(Texts, length);
        DataColumn[] inputs = [new DataColumn("input", rows.Tokens, length), .. lengths == null ? [] : new[] { new DataColumn(lengths, rows.Lengths) }];
        return new Dataset(inputs, Labels.Count == 0 ? [] : [new DataColumn("target", [.. Labels])]).WithClassNames(ClassNames);
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path, s_strict);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{path} is not UTF-8. Save it in that encoding.", e);
        }
    }
}
