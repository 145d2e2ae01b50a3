using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace DeepDsl.Generator.Tests;

/// <summary>Types with [Features], and models of their records.</summary>
public sealed class RecordGenerationTests
{
    private const string Record = """
        using DeepDsl;
        namespace Ships;
        public enum Sex : byte { Female, Male }
        public enum Class { First = 1, Second, @event = 7 }
        [Features]
        public partial record Passenger(
            double? Age,
            [Number(NormalizationKind.Robust, Log = true), Column("fare_usd")] float Fare,
            Sex Sex,
            [Categories("S", "C", "Q", As = CategoryForm.Index)] string? Port,
            [Hash(4)] string Cabin,
            [Categories(As = CategoryForm.Ordinal)] Class? Class,
            [Categories(As = CategoryForm.Target)] bool Alone,
            [property: Number(Missing = Imputation.Value, Fill = -1.5, Indicator = false)] int? Siblings,
            [Ignored] System.DateTime Birth,
            [Label] bool? Saved)
        {
            [Number(NormalizationKind.MinMax)] public double PerYear => Fare / (Age ?? 30);
            public int Length => 3;
            public required long Ticket { get; init; }
        }
        """;

    private const string Model = """
        using DeepDsl;
        using Ships;
        [Model, Input(typeof(Passenger), Name = "who")]
        [Embedding(4, 2, From = "Port"), Flatten(Name = "port"), Concat("who", "port")]
        [Dense(4, Activation = Activation.Tanh), Dense(1), Loss(Loss.SigmoidCrossEntropy)]
        public partial class PassengerNet;
        """;

    [Fact]
    public Task The_part_of_a_record() => Verifier.Verify(GeneratorRun.Of(Record).Compiles().Files["Ships.Passenger.Features.deepdsl.g.cs"]);

    [Fact]
    public Task Members_of_a_model_of_records() => Verifier.Verify(GeneratorRun.Of(Record, Model).Compiles().Files["PassengerNet.deepdsl.g.cs"]);

    [Theory]
    [InlineData("[Features] public partial class P { public double X { get; set; } public string? S; [Label] public int Y { get; set; } }")]
    [InlineData("[Features] public partial struct P { public P() { } public decimal? X { get; init; } }")]
    [InlineData("[Features] partial record struct P(double X, [Label] decimal? Y);")]
    [InlineData("[Features] sealed partial record P(uint X, bool? B, [Label, Categories(\"a\", \"b\")] string? @class) { [Ignored] public required string Id { get; init; } }")]
    [InlineData("partial class Outer { [Features] private partial record P(double X, E? @event); enum E { A, B = 1, C = 1 } [Model, Input(typeof(P)), Dense(1)] private partial class N; } class P;", false)]
    [InlineData("[Features] partial record P(double X) { public P(double X, int more) : this(X) { } public P() : this(0) { } public static int Y { get; } protected int Z { get; } }")]
    public void Odd_records_compile(string record, bool isInput = true) => GeneratorRun.Of(
        $"using DeepDsl; {record}{(isInput ? " [Model, Input(typeof(P)), Dense(1), Loss(Loss.MeanSquaredError)] partial class Net { }" : "")}").Compiles();

    [Fact]
    public void Members_that_speak_of_an_internal_record_are_internal()
    {
        GeneratorRun run = GeneratorRun.Of("using DeepDsl; [Features] partial record P(double X); [Model, Input(typeof(P)), Dense(1)] public partial class Net;").Compiles();
        Assert.Contains("internal float[] Predict(global::P record)", run.Files["Net.deepdsl.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_a_broken_record_is_one_mistake()
    {
        GeneratorRun run = GeneratorRun.Of("using DeepDsl; [Features] record P(double X); [Model, Input(typeof(P)), Dense(1)] partial class Net;").Compiles();
        Assert.Contains("Net reads P. P must be partial", run.Files["Net.deepdsl.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Records_of_another_assembly_are_inputs_too()
    {
        Compilation ships = GeneratorRun.Of(Record).Compiles().Output;
        GeneratorRun run = GeneratorRun.Of(Sources.Compile(Model).AddReferences(ships.ToMetadataReference()));
        Assert.Equal(GeneratorRun.Of(Record, Model).Files["PassengerNet.deepdsl.g.cs"], run.Compiles().Files["PassengerNet.deepdsl.g.cs"]);
    }

    [Fact]
    public void An_edit_of_a_method_of_a_record_compiles_nothing()
    {
        GeneratorRun run = GeneratorRun.Of(Record, Model);
        var edited = run.Edit("File0.cs", text => "// moved\n" + text.Replace("=> 3", "=> 4"));
        Assert.All(run.Reasons(edited, TrackingNames.Records), r => Assert.True(r is Cached or Unchanged));
        Assert.All(run.Reasons(edited, TrackingNames.RecordTexts), r => Assert.Equal(Cached, r));
        Assert.All(run.Reasons(edited, TrackingNames.CompiledModels), r => Assert.Equal(Cached, r));
    }

    [Fact]
    public void An_edit_of_a_feature_compiles_the_models_of_the_record()
    {
        GeneratorRun run = GeneratorRun.Of(Record, Model);
        var edited = run.Edit("File0.cs", text => text.Replace("Hash(4)", "Hash(5)"));
        Assert.Equal([Modified], run.Reasons(edited, TrackingNames.RecordTexts));
        Assert.Equal([Modified], run.Reasons(edited, TrackingNames.CompiledModels));
    }

    [Fact]
    public void A_label_that_is_an_enum_names_the_classes()
    {
        const string source = """
            using DeepDsl;
            public enum Sex { Female, Male }
            [Features] public partial record P(double X, [Label] Sex? Sex);
            [Model, Input(typeof(P)), Dense(2), Loss(Loss.SoftmaxCrossEntropy)] public partial class Net;
            class Use { Sex Of(Net net, P p) => net.PredictLabel(p); }
            """;
        GeneratorRun.Of(source).Compiles();
    }
}
