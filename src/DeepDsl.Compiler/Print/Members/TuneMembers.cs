using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>The members by which a search makes models: what varies, and the model at a point of that.</summary>
internal static class TuneMembers
{
    private const string Point = "global::DeepDsl.SearchPoint";

    public static void Write(CodeWriter w, MemberWriter members, ModelSpec spec)
    {
        if (!spec.Tuned.Any() || spec.IsAbstract)
        {
            return;
        }

        string type = Identifiers.Escape(spec.Name);
        string variants = $"global::{GeneratedNames.ProgramsNamespace(spec.Type)}.Variants";
        members.Property(
            "public static", "global::DeepDsl.SearchSpace", "SearchSpace",
            $"What a search may vary: {string.Join(", ", spec.Tuned.Select(t => $"<c>{Text.Doc(t.Name)}</c>"))}.", $"{variants}.Space");
        w.Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        w.Line($"private {type}(global::DeepDsl.CompilerServices.NetworkDefinition definition, int seed, global::DeepDsl.Device? device)");
        using (w.Indented())
        {
            w.Line(": base(definition, seed, device)");
        }

        w.Line("{\n}");
        w.Line();
        members.Method(
            $"public static {type} Create",
            "A model with initial parameters at a point of <see cref=\"SearchSpace\"/>: with its sizes, its rates, and its numbers in "
            + "<c>Training</c>. Its static members speak of the model as declared.",
            [
                new(Point, "point", "The values."),
                new("int", "seed", "Decides the initial parameters and all random numbers of training.", "0"),
                new("global::DeepDsl.Device?", "device", "Where the model runs; null for all processors of this machine.", "null"),
            ],
            "The model.",
            [$"{type} net = new {type}({variants}.Of(point), seed, device);", .. spec.Tuned.Where(t => !t.IsConstant).Select(Set), "return net;"]);
    }

    /// <summary>The space, and the definition at each point.</summary>
    public static void WriteVariants(CodeWriter w, ModelSpec spec)
    {
        if (!spec.Tuned.Any() || spec.IsAbstract)
        {
            return;
        }

        w.Line();
        using (w.Block($"namespace {GeneratedNames.ProgramsNamespace(spec.Type)}"))
        {
            w.Line("/// <summary>What a search may vary of the model, and the model at each point of that.</summary>");
            using (w.Block("internal static class Variants"))
            {
                w.Line("internal static readonly global::DeepDsl.SearchSpace Space = new global::DeepDsl.SearchSpace(new global::DeepDsl.SearchDimension[]");
                w.Line("{");
                using (w.Indented())
                {
                    w.Lines(spec.Tuned.Select(t => Dimension(t) + ","));
                }

                w.Line("});");
                w.Line();
                using (w.Block($"internal static global::DeepDsl.CompilerServices.NetworkDefinition Of({Point} point)"))
                {
                    w.Line("if (point is null) throw new global::System.ArgumentNullException(nameof(point));");
                    foreach (VariantSpec variant in spec.Variants)
                    {
                        w.Line($"if ({string.Join(" && ", variant.Values.Select(Condition))})");
                        w.Line($"    return {ProgramsEmitter.DefinitionOf(variant.IsDeclared ? spec : spec.At(variant))};");
                    }

                    w.Line(spec.Variants.Count == 0 ? $"return {ProgramsEmitter.DefinitionOf(spec)};"
                        : $"throw new global::System.ArgumentException($\"{spec.Name} is not compiled for {{point}}; take a point of {spec.Name}.SearchSpace.\");");
                }
            }
        }
    }

    private static string Set(TuneSpec tune)
    {
        string name = Literals.Text(tune.Name);
        return tune.Name == TrainSpec.BatchSizeName ? $"net.Training.BatchSize = (int)point.Integer({name});"
            : TrainSpec.Numbers.Contains(tune.Name) ? $"net.Training.{tune.Name} = point.Real({name});"
            : $"net.Rate({name}).Value = point.Real({name});";
    }

    private static string Dimension(TuneSpec tune)
    {
        const string Dimension = "global::DeepDsl.SearchDimension";
        string name = Literals.Text(tune.Name);
        if (tune.IsConstant)
        {
            return $"{Dimension}.Choice({name}, {string.Join(", ", tune.Values.Select(Value))})";
        }

        bool isWhole = tune.Name == TrainSpec.BatchSizeName;
        string Bound(double bound) => isWhole ? new NumberArgument(bound) + "L" : Literals.Double(bound);
        return $"{Dimension}.{(isWhole ? "Integer" : "Real")}({name}, {Bound(tune.Low!.Value)}, {Bound(tune.High!.Value)}, {(tune.Log ? "true" : "false")})";
    }

    private static string Condition(ArgumentSpec value) =>
        $"point.{(value.Value is NumberArgument ? "Real" : "Text")}({Literals.Text(value.Name)}) == {Value(value.Value)}";

    /// <summary>As a search has it: numbers as such, all else by name.</summary>
    private static string Value(Argument value) => value switch
    {
        NumberArgument n => Literals.Double(n.Value),
        EnumArgument e => Literals.Text(e.Name),
        _ => Literals.Text(value.ToString()),
    };
}
