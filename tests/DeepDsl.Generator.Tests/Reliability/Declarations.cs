using System.Globalization;
using System.Reflection;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Parsing;

namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>
/// Makes declarations by chance, the same from the same seed: stacks of all ops with any arguments, in namespaces and types, with blocks,
/// functions, branches, several inputs and outputs, and sizes from one to absurd. About half of them are sound, since most layers are
/// tried until one fits.
/// </summary>
internal sealed class Declarations
{
    private const double Absurd = 0.02;
    private const double Unfit = 0.06;

    private static readonly string[] AbsurdInts =
        ["0", "-1", "-7", "1000", "16383", "65536", "1 << 20", "1 << 30", "int.MaxValue", "int.MinValue", "1 + 1 + 1"];

    private static readonly string[] AbsurdReals = ["-1", "1e30", "1e-300", "double.MaxValue", "0.0 / 1", "1 - 0.5"];

    private static readonly string[] Enums = ["One", "Two", "Three", "Four", "Five"];

    private readonly Random _random;
    private readonly List<string> _types = [];
    private readonly List<string> _attributes = [];
    private readonly List<string> _members = [];
    private readonly List<string> _blocks = [];
    private readonly List<string> _names = [];
    private readonly List<string> _outputs = [];
    private readonly Declaration _frame;

    private Declarations(int seed)
    {
        _random = new Random(seed);
        string space = Pick("", "", "Nets", "Nets.Small", "My.Company.Vision");
        string[] containers = Pick<string[]>([], [], [], ["public partial class Outer"], ["public static partial class Outer", "partial class Inner"],
            ["internal partial struct Outer"], ["public partial class Outer<T>"]);
        _frame = new Declaration(seed, space, containers, _types, _attributes, _members);
    }

    public static Declaration Of(int seed) => new Declarations(seed).Make();

    private Declaration Made => _frame with { Types = [.. _types], Attributes = [.. _attributes], Members = [.. _members] };

    private Declaration Make()
    {
        Blocks();
        Function("F", "x");
        Function("G", "prediction", "target");
        int inputs = Chance(0.2) ? _random.Next(2, 4) : 1;
        for (int i = 0; i < inputs; i++)
        {
            _attributes.Add(Input(i));
        }

        int layers = _random.Next(1, 9);
        for (int i = 0; i < layers; i++)
        {
            Grow();
        }

        Outputs();
        Settings();
        return Made;
    }

    /// <summary>Gives out what nobody reads, as the messages advise; seldom not all of it.</summary>
    private void Outputs()
    {
        while (Chance(0.97) && Problems().FirstOrDefault(p => p.Kind is ProblemKind.UnreadOutput or ProblemKind.SeveralOutputs) is { } problem)
        {
            string unread = problem.Suggestion.Length > 0 ? problem.Suggestion : problem.Message.Split(' ', ';')[2]; // "Nobody reads x;"
            foreach (string name in unread.Split(','))
            {
                _attributes.Add($"Output(\"{name}\")");
                _outputs.Add(name);
            }
        }
    }

    private string Input(int index)
    {
        string shape = string.Join(", ", Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Size()));
        string name = index == 0 && Chance(0.5) ? "" : $", Name = \"{Named("in")}\"";
        return $"Input({shape}{name}{(Chance(0.15) ? ", Type = ElementType.Int32" : "")})";
    }

    /// <summary>Adds a layer that fits below the others, if one is found soon; seldom one that need not.</summary>
    private void Grow()
    {
        bool isFit = !Chance(Unfit);
        for (int tries = 0; tries < 12; tries++)
        {
            int names = _names.Count;
            _attributes.Add(_blocks.Count > 0 && Chance(0.2) ? BlockUse() : Layer(inBlock: false));
            if (!isFit || IsSound())
            {
                return;
            }

            _attributes.RemoveAt(_attributes.Count - 1);
            _names.RemoveRange(names, _names.Count - names);
        }
    }

    private bool IsSound() => Problems().All(p => p.Kind is ProblemKind.UnreadOutput or ProblemKind.SeveralOutputs or ProblemKind.UnusedName);

    private IReadOnlyList<Problem> Problems() => Pipeline.Build(Parsed.Model(Made.Source)).Problems;

    private void Blocks()
    {
        int count = Chance(0.4) ? _random.Next(1, 4) : 0;
        for (int i = 0; i < count; i++)
        {
            string layers = string.Join(", ", Enumerable.Range(0, _random.Next(1, 4)).Select(_ =>
                _blocks.Count > 0 && Chance(0.3) ? BlockUse() : Layer(inBlock: true)));
            string name = $"Stack{i}";
            _types.Add($$"""
                [Block, {{layers}}]
                public partial class {{name}}
                {
                    [Parameter] const int Width = {{_random.Next(1, 9)}};
                    [Parameter] const double Rate = 0.25;
                    [Parameter] const bool Last = {{(Chance(0.5) ? "true" : "false")}};
                    [Parameter] const Activation Kind = Activation.{{Pick(Enum.GetNames<Activation>())}};
                    const int Half = (Width + 1) / 2;
                    static float F(float x) => {{Expression(3, ["x", "Width", "(float)Rate", "Half"])}};
                }
                """);
            _blocks.Add(name);
        }

        _names.Clear(); // those of the blocks are not the model's
    }

    private string BlockUse()
    {
        List<string> arguments = [];
        void Maybe(double chance, string argument)
        {
            if (Chance(chance))
            {
                arguments.Add(argument);
            }
        }

        Maybe(0.5, $"Width = {Int()}");
        Maybe(0.3, $"Rate = {Real()}");
        Maybe(0.2, "Last = false");
        Maybe(0.2, $"Kind = Activation.{Pick(Enum.GetNames<Activation>())}");
        Maybe(0.3, $"Repeat = {(Chance(0.05) ? "1_000_000" : _random.Next(1, 4))}");
        Maybe(0.1, "When = false");
        return Attribute(Pick([.. _blocks]), arguments);
    }

    private string Layer(bool inBlock)
    {
        Op op = Pick([.. OpTable.All]);
        Type attribute = typeof(ModelAttribute).Assembly.GetType($"DeepDsl.{op.Name}Attribute")!;
        List<string> arguments = [];
        foreach (OpArgument argument in op.Arguments.Where(a => a.Required))
        {
            arguments.AddRange(Values(op, argument, attribute, inBlock));
        }

        foreach (OpArgument argument in op.Arguments.Where(a => !a.Required && (Chance(0.15) || (a.Name == "Kernel" && Chance(0.9)))))
        {
            string[] values = [.. Values(op, argument, attribute, inBlock)];
            arguments.AddRange(argument.Type == ArgumentType.Texts
                ? [$"{argument.Name} = {(Chance(0.5) ? $"new[] {{ {string.Join(", ", values)} }}" : $"[{string.Join(", ", values)}]")}"]
                : values.Select(v => $"{argument.Name} = {v}"));
        }

        if (Chance(0.3))
        {
            arguments.Add($"Name = \"{Named("v")}\"");
        }

        if (!inBlock && _names.Count > 1 && Chance(0.15))
        {
            arguments.Add($"From = \"{Known()}\"");
        }

        return Attribute(op.Name, arguments);
    }

    private IEnumerable<string> Values(Op op, OpArgument argument, Type attribute, bool inBlock) => argument.Type switch
    {
        ArgumentType.Integer => [Int(inBlock)],
        ArgumentType.Real => [Real(inBlock)],
        ArgumentType.Bool => [inBlock && Chance(0.3) ? "Last" : Chance(0.5) ? "true" : "false"],
        ArgumentType.Enum => [EnumValue(attribute.GetProperty(argument.Name)!, inBlock)],
        ArgumentType.Integers => Enumerable.Range(0, _random.Next(1, 5)).Select(i => op.Name == "Permute" && Chance(0.9) ? $"{i}" : Size()),
        ArgumentType.Texts => Enumerable.Range(0, _random.Next(1, 4)).Select(_ => $"\"{Known()}\""),
        ArgumentType.Function => ["nameof(F)"],
        _ => [$"\"{Known()}\""],
    };

    private string EnumValue(PropertyInfo property, bool inBlock) =>
        inBlock && property.PropertyType == typeof(Activation) && Chance(0.4) ? "Kind"
        : $"{property.PropertyType.Name}.{Pick(Enum.GetNames(property.PropertyType))}";

    private void Settings()
    {
        foreach (int i in Enumerable.Range(0, Chance(0.6) ? Math.Max(1, _outputs.Count) : 0))
        {
            LossFunction loss = Pick([.. LossTable.All]);
            string output = _outputs.Count > 1 ? $", Output = \"{_outputs[i]}\"" : "";
            string weight = Chance(0.2) ? $", Weight = {Real()}" : "";
            string smoothing = Chance(0.1) ? ", LabelSmoothing = 0.1" : "";
            _attributes.Add(Chance(0.15) ? $"Loss(nameof(G){output})" : $"Loss(Loss.{loss.Name}{output}{weight}{smoothing})");
        }

        if (Chance(0.5))
        {
            string batch = Chance(0.5) ? $", BatchSize = {(Chance(0.05) ? "int.MaxValue" : _random.Next(1, 100))}" : "";
            string rate = Chance(0.3) ? $", LearningRate = {Real()}" : "";
            _attributes.Add($"Train(Optimizer = Optimizer.{Pick(Enum.GetNames<Optimizer>())}{batch}{rate})");
        }

        if (Chance(0.1))
        {
            _types.Add($"public enum Kinds {{ {string.Join(", ", Enums.Take(_random.Next(1, 6)))} }}");
            _attributes.Add("Labels(typeof(Kinds))");
        }

        if (Chance(0.1))
        {
            _attributes.Add("Budget(TrainingMB = 100)");
        }
    }

    private void Function(string name, params string[] parameters)
    {
        _members.Add("const float Slope = 0.2f;".Replace("Slope", "Slope" + name));
        string body = Chance(0.02) ? string.Join(" + ", Enumerable.Repeat(parameters[^1], 1000))
            : Chance(0.02) ? string.Concat(Enumerable.Repeat("MathF.Sin(", 150)) + parameters[0] + new string(')', 150)
            : Expression(4, [.. parameters, "Slope" + name]);
        _members.Add($"static float {name}({string.Join(", ", parameters.Select(p => "float " + p))}) => {body};");
    }

    private string Expression(int depth, string[] leaves)
    {
        string Part() => Expression(depth - 1, leaves);
        return depth == 0 || Chance(0.2) ? Chance(0.7) ? Pick(leaves) : _random.Next(1, 10).ToString(CultureInfo.InvariantCulture) + "f"
            : _random.Next(9) switch
            {
                0 => $"({Part()} + {Part()})",
                1 => $"({Part()} - {Part()})",
                2 => $"{Part()} * {Part()}",
                3 => $"{Part()} / (1 + MathF.Abs({Part()}))",
                4 => $"MathF.{Pick("Exp", "Tanh", "Sin", "Sqrt", "Abs", "Log")}({Part()})",
                5 => $"MathF.{Pick("Max", "Min", "Pow")}({Part()}, {Part()})",
                6 => $"({Part()} > {Part()} ? {Part()} : {Part()})",
                7 => $"-({Part()})",
                _ => $"(float)({Part()})",
            };
    }

    private static string Attribute(string name, IReadOnlyList<string> arguments) =>
        arguments.Count == 0 ? name : $"{name}({string.Join(", ", arguments)})";

    private string Size() => Chance(Absurd) ? Pick(AbsurdInts) : Pick("1", "2", "3", "5", "7", "8", "12", "16", "28");

    private string Int(bool inBlock = false) => Chance(Absurd) ? Pick(AbsurdInts)
        : inBlock && Chance(0.5) ? Pick("Width", "Width * 2", "Half", "Width + Half", "Last ? Width : 3", "(int)(Width * 1.5)", "Width % 4 + 1")
        : Pick("1", "1", "2", "2", "3", "4", "5", "8");

    private string Real(bool inBlock = false) => Chance(Absurd) ? Pick(AbsurdReals)
        : inBlock && Chance(0.5) ? Pick("Rate", "Rate / 2", "1 - Rate", "Rate * Width / 10") : Pick("0", "0.1", "0.5", "0.25", "1e-3", "0.9");

    /// <summary>A new name; seldom one that is taken.</summary>
    private string Named(string stem)
    {
        string name = _names.Count > 0 && Chance(Absurd) ? Pick([.. _names]) : $"{stem}{_names.Count + 1}";
        _names.Add(name);
        return name;
    }

    /// <summary>A name that was given; seldom one that was not.</summary>
    private string Known() => _names.Count == 0 || Chance(Absurd) ? Pick("nobody", "input") : Pick([.. _names]);

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];
}
