using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>What an argument's value is; a Function is the name of a static method of the class.</summary>
public enum ArgumentType { Integer, Real, Bool, Text, Function, Enum, Integers, Texts, Reals }

/// <summary>One argument of an op: the same name, type and default as the attribute's property.</summary>
/// <param name="Default">Null where the attribute's constructor demands it.</param>
/// <param name="Min">Least value allowed; -1 stands for "not given" where the default is -1.</param>
/// <param name="Max">First value above the range.</param>
public sealed record OpArgument(
    string Name, ArgumentType Type, object? Default = null, double Min = double.NegativeInfinity, double Max = double.PositiveInfinity)
{
    /// <summary>As the least value: anything positive.</summary>
    public const double AboveZero = double.Epsilon;

    /// <summary>Names of what every layer takes.</summary>
    public static IReadOnlyCollection<string> OfAllLayers { get; } = ["Name", "From", "When", "PerStep", "TorchName", "WasNamed"];

    /// <summary>The constructor has it.</summary>
    public bool Required => Default is null;

    /// <summary>Whether an argument says what holds without it.</summary>
    public bool IsUsual(Argument value) => (value, Default) switch
    {
        (NumberArgument number, int or double) => number.Value == Convert.ToDouble(Default, CultureInfo.InvariantCulture),
        (BoolArgument given, bool usual) => given.Value == usual,
        (EnumArgument given, string usual) => given.Name == usual,
        (TextArgument given, string usual) => given.Value == usual,
        _ => false,
    };

    public static OpArgument Count(string name) => new(name, ArgumentType.Integer, Min: 1);

    public static OpArgument Integer(string name, int standard, int min = int.MinValue) => new(name, ArgumentType.Integer, standard, min);

    /// <summary>A number of steps along an axis; no sound layer has more, and sums and products of two stay in range.</summary>
    public static OpArgument Steps(string name, int standard, int min) => new(name, ArgumentType.Integer, standard, min, 1 << 14);

    public static OpArgument Real(string name, double standard, double min = double.NegativeInfinity, double max = double.PositiveInfinity) =>
        new(name, ArgumentType.Real, standard, min, max);

    public static OpArgument Bool(string name, bool standard) => new(name, ArgumentType.Bool, standard);

    public static OpArgument Enum(string name, string standard) => new(name, ArgumentType.Enum, standard);

    public static OpArgument Text(string name, string standard) => new(name, ArgumentType.Text, standard);

    public static OpArgument Function(string name, string standard) => new(name, ArgumentType.Function, standard);

    /// <summary>Those of every layer with a weight, a bias and an activation (KernelLayerAttribute).</summary>
    public static IReadOnlyList<OpArgument> Kernel { get; } =
    [
        Enum("Activation", "None"), Bool("Bias", true), Enum("Init", "Auto"), Real("InitValue", 0), Enum("BiasInit", "Zeros"),
        Real("BiasInitValue", 0), .. Restrained, .. Weighted,
    ];

    /// <summary>What keeps weights small, or as functions of the class want them.</summary>
    public static IReadOnlyList<OpArgument> Restrained =>
    [
        Real("L1", 0, 0), Real("L2", 0, 0), Real("MaxNorm", 0, 0), Function(WeightFunctions.Penalty, ""), Function(WeightFunctions.Constraint, ""),
    ];

    /// <summary>Those of every layer with parameters (WeightedLayerAttribute).</summary>
    public static IReadOnlyList<OpArgument> Weighted => [Text("Share", ""), Bool("Trainable", true), Real("LearningRate", 1, 0)];
}
