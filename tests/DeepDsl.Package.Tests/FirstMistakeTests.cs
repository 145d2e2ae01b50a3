using System.Text.RegularExpressions;

namespace DeepDsl.Package.Tests;

/// <summary>What a build says of first mistakes: C#'s own errors must not keep ours from being seen.</summary>
[Collection(PackedCollection.Name)]
public sealed class FirstMistakeTests(PackageFixture package)
{
    private const string Broken = "[Model, Input(28, 28, 1), Conv2D(8, Kernel = 3), Dense(10), Loss(Loss.SoftmaxCrossEntropy)] public partial class Net;\n";

    [Fact, Trait("Category", "Sweep")]
    public void Errors_in_the_bodies_of_methods_hide_nothing_and_a_broken_model_makes_none() => Assert.Equal(
        ["CS0029", "DD2001"],
        Errors("bodies", "using DeepDsl;\nNet net = new(seed: 1);\nnet.Fit(new float[784], new int[1]);\nConsole.WriteLine(Net.Summary);\nint i = \"x\";\n" + Broken));

    [Fact, Trait("Category", "Sweep")]
    public void Names_of_other_libraries_are_told_alone_and_beside_other_models() => Assert.Equal(
        ["DD1038", "DD1038", "DD2001"],
        Errors("names", "using DeepDsl;\nOther net = new(seed: 1);\nnet.Predict(new float[4]);\n" + Broken
            + "[Model, Input(4), Linear(3, bias: false), Relu, Dense(2)] public partial class Other;\n"));

    [Fact, Trait("Category", "Sweep")]
    public void What_C_sharp_rejects_of_an_attribute_is_told_all_the_same() => Assert.Equal(
        ["CS1739", "DD1038", "DD1039"],
        Errors("arguments", "using DeepDsl;\n[Model, Input(4), Linear(3), Dense(2, activation: \"relu\")] public partial class Other;\nstatic class Program { static void Main() { } }"));

    [Fact, Trait("Category", "Sweep")]
    public void Labels_of_another_enum_name_the_one_that_is_wanted() => Assert.Equal(
        ["DD7008", "DD7008"],
        Errors("labels", """
            using DeepDsl;
            Net net = new(seed: 1);
            net.TrainStep(new float[4], [Colour.Red]);
            net.Fit(new float[4], new[] { Colour.Red });
            enum Fruit { Apple, Pear, Plum }
            enum Colour { Red, Green, Blue }
            [Model, Input(4), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Fruit))]
            partial class Net;
            """));

    /// <summary>The numbers of the errors of a build, whose log may have each twice.</summary>
    private string[] Errors(string name, string program)
    {
        Consumer consumer = new(package, name, "<OutputType>Exe</OutputType>");
        consumer.Write("Program.cs", program);
        (int code, string output, _) = Dotnet.Try("dotnet", consumer.Folder, "build", "-c", "Release", "-v", "q", "-clp:NoSummary");
        Assert.NotEqual(0, code);
        return
        [
            .. Regex.Matches(output, @"Program\.cs\(\d+,\d+\): error (\w+):").DistinctBy(m => m.Value).Select(m => m.Groups[1].Value)
                .Order(StringComparer.Ordinal),
        ];
    }
}
