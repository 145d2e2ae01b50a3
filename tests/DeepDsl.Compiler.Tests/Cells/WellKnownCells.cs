using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Cells;

/// <summary>Well-known recurrent layers, written as cells, and models that use them.</summary>
internal static class WellKnownCells
{
    /// <summary>Each of the layers that there are too, gate by gate.</summary>
    private const string Text = """
        cell HandRnn(int Units = 3)
        {
          State(Name = "h", Shape = [Units]);
          Dense(Units = Units, Name = "ih");
          Dense(Units = Units, From = "h", Name = "hh");
          Add(Names = ["ih"]);
          Tanh(Name = "new");
          Next(State = "h", Value = "new");
        }
        cell HandGru(int Units = 3)
        {
          State(Name = "h", Shape = [Units]);
          Dense(Units = Units, Name = "ih_r");
          Dense(Units = Units, From = "h", Name = "hh_r");
          Add(Names = ["ih_r"]);
          Sigmoid(Name = "r");
          Dense(Units = Units, From = "x", Name = "ih_z");
          Dense(Units = Units, From = "h", Name = "hh_z");
          Add(Names = ["ih_z"]);
          Sigmoid(Name = "z");
          Dense(Units = Units, From = "x", Name = "ih_n");
          Dense(Units = Units, From = "h", Name = "hh_n");
          Multiply(Names = ["r"]);
          Add(Names = ["ih_n"]);
          Tanh(Name = "n");
          Subtract(Names = ["n"], From = "h");
          Multiply(Names = ["z"]);
          Add(Names = ["n"]);
          Next(State = "h");
        }
        cell HandLstm(int Units = 3)
        {
          State(Name = "h", Shape = [Units]);
          State(Name = "c", Shape = [Units]);
          Dense(Units = Units, Name = "ih_i");
          Dense(Units = Units, From = "h", Name = "hh_i");
          Add(Names = ["ih_i"]);
          Sigmoid(Name = "i");
          Dense(Units = Units, From = "x", Name = "ih_f");
          Dense(Units = Units, From = "h", Name = "hh_f");
          Add(Names = ["ih_f"]);
          Sigmoid(Name = "f");
          Dense(Units = Units, From = "x", Name = "ih_g");
          Dense(Units = Units, From = "h", Name = "hh_g");
          Add(Names = ["ih_g"]);
          Tanh;
          Multiply(Names = ["i"], Name = "in");
          Multiply(Names = ["f"], From = "c");
          Add(Names = ["in"], Name = "cell");
          Next(State = "c", Value = "cell");
          Dense(Units = Units, From = "x", Name = "ih_o");
          Dense(Units = Units, From = "h", Name = "hh_o");
          Add(Names = ["ih_o"]);
          Sigmoid(Name = "o");
          Tanh(From = "cell");
          Multiply(Names = ["o"], Name = "shown");
          Next(State = "h", Value = "shown");
        }
        cell Peephole(int Units = 3)
        {
          State(Name = "h", Shape = [Units]);
          State(Name = "c", Shape = [Units]);
          Dense(Units = Units, Name = "ih_i");
          Dense(Units = Units, From = "h", Name = "hh_i");
          Dense(Units = Units, From = "c", Bias = false, Name = "ch_i");
          Add(Names = ["ih_i", "hh_i"]);
          Sigmoid(Name = "i");
          Dense(Units = Units, From = "x", Name = "ih_f");
          Dense(Units = Units, From = "h", Name = "hh_f");
          Dense(Units = Units, From = "c", Bias = false, Name = "ch_f");
          Add(Names = ["ih_f", "hh_f"]);
          Sigmoid(Name = "f");
          Dense(Units = Units, From = "x", Name = "ih_g");
          Dense(Units = Units, From = "h", Name = "hh_g");
          Add(Names = ["ih_g"]);
          Tanh;
          Multiply(Names = ["i"], Name = "in");
          Multiply(Names = ["f"], From = "c");
          Add(Names = ["in"], Name = "cell");
          Next(State = "c", Value = "cell");
          Dense(Units = Units, From = "x", Name = "ih_o");
          Dense(Units = Units, From = "h", Name = "hh_o");
          Dense(Units = Units, From = "cell", Bias = false, Name = "ch_o");
          Add(Names = ["ih_o", "hh_o"]);
          Sigmoid(Name = "o");
          Tanh(From = "cell");
          Multiply(Names = ["o"]);
          Next(State = "h");
        }
        cell Attending(int Units = 4, string Memory = "memory")
        {
          State(Name = "h", Shape = [Units]);
          RepeatVector(Count = 1, From = "h");
          AdditiveAttention(Units = 3, Names = [Memory]);
          Flatten;
          Concat(Names = ["x", "h"]);
          Dropout(Rate = 0.3);
          Dense(Units = Units, Activation = Activation.Tanh, Name = "new");
          Next(State = "h", Value = "new");
          Dense(Units = 2);
        }
        cell Film(int Filters = 2)
        {
          State(Name = "h", Shape = [4, 5, Filters]);
          Conv2D(Filters = Filters, Kernel = 3, Padding = Padding.Same, Name = "seen");
          Conv2D(Filters = Filters, Kernel = 3, Padding = Padding.Same, From = "h");
          Add(Names = ["seen"]);
          Tanh(Name = "new");
          Next(State = "h", Value = "new");
        }
        cell Joined(int Units = 3, double Noise = 0)
        {
          State(Name = "h", Shape = [Units]);
          Concat(Names = ["h"]);
          Dropout(Rate = Noise);
          Dense(Units = Units, Name = "both");
          Tanh(Name = "new");
          Next(State = "h", Value = "new");
        }
        cell Rows(int Units = 3)
        {
          State(Name = "h", Shape = [Units]);
          HandRnn(Units = Units, InitialState = ["h"], FinalState = ["end"]);
          Next(State = "h", Value = "end");
        }
        """;

    public static IReadOnlyList<BlockSpec> All { get; } = BlockText.Read(Text);

    public static ModelSpec Spec(string layers, string extents = "") => new()
    {
        Name = "Net",
        Layers = layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim())).ToArray(),
        Settings = extents.Length == 0 ? [] : new[] { SpecReader.ReadAttribute(extents) },
        Blocks = All.ToArray(),
    };

    public static ModelGraph Build(string layers, bool training = false, string extents = "")
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(Spec(layers, extents), training);
        Assert.Empty(problems.Select(p => p.Message));
        return model;
    }
}
