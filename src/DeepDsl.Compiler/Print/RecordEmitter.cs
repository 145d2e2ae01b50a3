using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print;

/// <summary>Emits the part of a type with [Features] that says how its records are read and become inputs.</summary>
public static class RecordEmitter
{
    /// <summary>The member of the type that is generated.</summary>
    public const string Member = "Features";

    public static GeneratedFile Emit(RecordSpec record)
    {
        string type = TypeName(record.Type);
        int indices = record.Features.Count(f => f.Kind == FeatureKind.Index);
        string and = indices == 0 ? "" : $" and {Int(indices)} {(indices == 1 ? "index" : "indices")}";
        CodeWriter w = new();
        FilePrologue.Write(w, [$"{record.Type.Name}: {Floats(record.Width)}{and} of its features."]);
        using (FilePrologue.Types(w, record.Type))
        using (w.Block($"partial {record.Keyword} {Identifiers.Escape(record.Type.Name)} : global::DeepDsl.IFeatures<{type}>"))
        {
            w.Line($"/// <summary>How records become inputs: {Floats(record.Width)}{Indices(record)}.</summary>");
            w.Line($"public static global::DeepDsl.RecordFeatures<{type}> {Member} {{ get; }} = new global::DeepDsl.RecordFeatures<{type}>(");
            using (w.Indented())
            {
                w.Line($"{Literals.Text(record.Type.Name)},");
                w.Line("static columns => columns");
                string[] columns = [.. record.Features.Select(f => Column(f, record)), .. record.Label is { } label ? [LabelColumn(label)] : Array.Empty<string>()];
                using (w.Indented())
                {
                    w.Lines(columns.Select((c, i) => "." + c + (i == columns.Length - 1 ? "," : "")));
                }

                Create(w, record, type);
            }
        }

        return GeneratedNames.File(record.Type, Member, w.ToString());
    }

    private static void Create(CodeWriter w, RecordSpec record, string type)
    {
        (FeatureSpec Member, string Value)[] read =
        [
            .. Members(record).Select((m, i) => (Member: m, Value: Cell(m, i))).Where(m => m.Member.Column.Length > 0),
            .. record.Ignored.Select(m => (Member: m, Value: "default!")),
        ];
        string[] positional = [.. read.Where(m => m.Member.IsPositional).Select(m => $"{Identifiers.Escape(m.Member.Name)}: {m.Value}")];
        string[] others = [.. read.Where(m => !m.Member.IsPositional).Select(m => $"{Identifiers.Escape(m.Member.Name)} = {m.Value}")];
        string end = others.Length == 0 ? ");" : "";
        w.Line($"static cells => new {type}({(positional.Length == 0 ? ")" + end : "")}");
        using (w.Indented())
        {
            w.Lines(positional.Select((p, i) => p + (i < positional.Length - 1 ? "," : ")" + end)));
        }

        if (others.Length > 0)
        {
            using (w.Block("", ");"))
            {
                w.Lines(others.Select(o => o + ","));
            }
        }
    }

    private static IEnumerable<FeatureSpec> Members(RecordSpec record) => record.Label is { } label ? record.Features.Append(label) : record.Features;

    private static string Column(FeatureSpec f, RecordSpec record)
    {
        string names = $"{Literals.Text(f.Name)}, {Literals.Text(f.Column)}";
        if (f.Kind == FeatureKind.Number)
        {
            string scale = Scale(f);
            return f.IsNullable
                ? $"NumberOrNull({names}, r => {Double(f)}, {scale}, global::DeepDsl.Imputation.{f.Missing}, {Literals.Double(f.Fill)}, "
                    + $"{(f.Indicator ? "true" : "false")})"
                : $"Number({names}, r => {Double(f)}, {scale})";
        }

        string form = $"global::DeepDsl.CategoryForm.{f.Kind}";
        string averages = f.Kind == FeatureKind.Target ? $", averages: {Texts(record.Averages)}" : "";
        return f.Hashes > 0 ? $"Hash({names}, r => {Value(f)}, {form}, {Int(f.Hashes)}{averages})"
            : f.Value == MemberValue.Text ? $"Text({names}, r => {Value(f)}, {form}, {Texts(f.Categories)}{averages})"
            : $"Category({names}, r => {Place(f)}, {form}, {Texts(f.Categories)}{(IsCounted(f) ? "" : $", numbers: {Texts(f.Numbers)}")}{averages})";
    }

    private static string LabelColumn(FeatureSpec label)
    {
        string names = $"{Literals.Text(label.Name)}, {Literals.Text(label.Column)}, {(label.IsNullable ? "true" : "false")}";
        return label.Value switch
        {
            MemberValue.Text => $"ClassOfText({names}, r => {Value(label)}, {Texts(label.Categories)})",
            MemberValue.Enum or MemberValue.Truth => $"Class({names}, r => {Place(label)}, {Texts(label.Categories)})",
            _ => $"Target({names}, r => {Double(label)}{(label.Scale == FeatureSpec.Unscaled && !label.Log ? "" : $", {Scale(label)}")})",
        };
    }

    private static string Scale(FeatureSpec f) => $"global::DeepDsl.NormalizationKind.{f.Scale}, {(f.Log ? "true" : "false")}";

    private static string Value(FeatureSpec f) => $"r.{Identifiers.Escape(f.Name)}";

    /// <summary>A number; C# makes no double of a decimal by itself.</summary>
    private static string Double(FeatureSpec f) => f.Type == "decimal" ? $"(double{(f.IsNullable ? "?" : "")}){Value(f)}" : Value(f);

    /// <summary>Whether the numbers of an enum are the places of its members.</summary>
    private static bool IsCounted(FeatureSpec f) => f.Numbers.SequenceEqual(f.Numbers.Select((_, i) => Int(i)));

    /// <summary>The place of a category, from the value of a member.</summary>
    private static string Place(FeatureSpec f)
    {
        string value = Value(f);
        return f.Value == MemberValue.Truth
            ? f.IsNullable ? $"{value} is {{ }} known ? (known ? 1 : 0) : -1" : $"{value} ? 1 : 0"
            : $"{value} switch {{ {string.Concat(f.Categories.Select((c, i) => $"{f.Type}.{Identifiers.Escape(c)} => {Int(i)}, "))}_ => -1 }}";
    }

    /// <summary>The value of a member, from a cell.</summary>
    private static string Cell(FeatureSpec f, int member)
    {
        string orNull = f.IsNullable ? "OrNull" : "";
        string n = Int(member);
        string cast = $"({f.Type}{(f.IsNullable ? "?" : "")})";
        string number = f.Type == "double" ? "" : cast;
        switch (f.Value)
        {
            case MemberValue.Number:
                return $"{number}cells.Number{orNull}({n})";
            case MemberValue.Whole:
                return $"{cast}cells.Whole{orNull}({n}, {f.Type}.MinValue, {f.Type}.MaxValue)";
            case MemberValue.Truth:
                return $"cells.Truth{orNull}({n})";
            case MemberValue.Text:
                return $"cells.Text{orNull}({n})";
            default:
                string last = f.IsNullable ? $"_ => {cast}null" : $"_ => {f.Type}.{Identifiers.Escape(f.Categories[f.Categories.Count - 1])}";
                IEnumerable<string> cases = f.Categories.Take(f.IsNullable ? f.Categories.Count : f.Categories.Count - 1)
                    .Select((c, i) => $"{Int(i)} => {f.Type}.{Identifiers.Escape(c)}");
                return $"cells.Place{orNull}({n}) switch {{ {string.Join(", ", cases.Append(last))} }}";
        }
    }

    private static string Texts(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Literals.Text))}]";

    private static string Int(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Floats(int width) => $"{Int(width)} float{(width == 1 ? "" : "s")}";

    private static string Indices(RecordSpec record)
    {
        string[] names = [.. record.Features.Where(f => f.Kind == FeatureKind.Index).Select(f => $"<c>{Text.Doc(f.Name)}</c>")];
        return names.Length == 0 ? "" : $", and the {(names.Length == 1 ? "index" : "indices")} {string.Join(", ", names)}";
    }

    private static string TypeName(DeclaredType type) => "global::" + string.Join(".",
        new[] { type.Namespace }.Where(n => n.Length > 0).Select(Identifiers.EscapeAll)
            .Concat(type.Containers.Select(c => Identifiers.Escape(c.Name))).Append(Identifiers.Escape(type.Name)));
}
