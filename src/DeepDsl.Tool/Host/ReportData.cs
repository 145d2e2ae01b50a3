using DeepDsl.CompilerServices;

namespace DeepDsl.Tool.Host;

/// <summary>
/// Test data for a model of one input and one loss. Labels are numbered by what the model or the user says, never by which of them the data
/// happen to have: other numbers would make a good model look bad.
/// </summary>
/// <param name="definition">Of the model.</param>
/// <param name="classes">The classes in order, as the user says; empty for those that the model names.</param>
internal sealed class ReportData(NetworkDefinition definition, IReadOnlyList<string> classes)
{
    /// <summary>Those of a folder of images, or of a CSV file.</summary>
    /// <param name="path">Of either.</param>
    /// <param name="label">The column of a file that has the label; null for the last.</param>
    public Dataset Read(string path, string? label)
    {
        if (definition is not { Inputs: [{ IsInt: false } input], Losses: [{ HasTarget: true } loss] })
        {
            throw new NotSupportedException(
                $"{definition.Name} reads or learns more than a row of a table or an image and a label. "
                + "Read its data in a program, and call net.Report(test: data).Save(path) there.");
        }
        if (classes.Count > 0)
        {
            CheckClasses(loss);
        }
        IReadOnlyList<string> names = classes.Count > 0 ? classes : loss.ClassNames;
        if (Directory.Exists(path))
        {
            return Images(path, input, loss, names);
        }
        bool isNumber = loss.IntTargetShape is null;
        return CsvFile.Read(path, new CsvOptions { Label = label, LabelIsNumber = isNumber, ClassNames = isNumber ? null : names });
    }

    /// <summary>
    /// What the page calls the classes; null for what the model or the data say, and where one value says yes or no, which the page calls so.
    /// </summary>
    public IReadOnlyList<string>? PageNames =>
        classes.Count > 0 && definition.Losses is [var loss] && definition.Outputs[loss.Output].Shape is [.., not 1] ? classes : null;

    private void CheckClasses(LossDefinition loss)
    {
        if (loss.IntTargetShape is null)
        {
            throw new ArgumentException($"{definition.Name} learns numbers, of which --classes says nothing. Leave it out.");
        }
        if (classes.Count != loss.Classes)
        {
            throw new ArgumentException(
                $"--classes has {classes.Count} names, and {definition.Name} tells {loss.Classes} classes apart. "
                + "Name each of them, in order.");
        }
        string[] declared = [.. loss.ClassNames];
        int moved = declared.SequenceEqual(classes) ? -1 : Array.FindIndex(
            declared, d => classes.Contains(d, StringComparer.OrdinalIgnoreCase) && !IsAt(d, Array.IndexOf(declared, d)));
        if (moved >= 0)
        {
            throw new ArgumentException(
                $"{definition.Name} knows its classes as {string.Join(",", declared)}, so {declared[moved]} is class {moved}, and --classes "
                + "has it elsewhere. Give them in that order, or leave --classes out.");
        }
    }

    private bool IsAt(string name, int index) => string.Equals(classes[index], name, StringComparison.OrdinalIgnoreCase);

    private Dataset Images(string path, ValueDefinition input, LossDefinition loss, IReadOnlyList<string> names)
    {
        if (input.Shape is not [int height, int width, 1 or 3] || input.Sizes is not null || loss.IntTargetShape is null)
        {
            throw new NotSupportedException(
                $"{definition.Name} is no model of classes of images [H, W, 1] or [H, W, 3], which is what a folder holds. Name a CSV file.");
        }
#if DEEPDSL_IMAGES
        Dataset data = DeepDsl.Images.ImageFolder.Read(
            path, new DeepDsl.Images.ImageOptions(width, height, input.Shape[2]), names.Count > 0 ? names : null);
        return names.Count > 0 || data.ClassNames.Count == loss.Classes ? data : throw new InvalidDataException(
            $"{definition.Name} knows {loss.Classes} classes, and {path} has folders for {data.ClassNames.Count}, so which is which is not "
            + "known. Name all classes in order by --classes.");
#else
        _ = (height, width, names);
        throw new NotSupportedException(
            $"Images of {path} are read by DeepDsl.Images, which the project does not reference. "
            + "Add it by dotnet add package DeepDsl.Images.");
#endif
    }
}
