using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using Buffer = DeepDsl.Compiler.Programs.Buffer;

namespace DeepDsl.Compiler.Tests.Programs;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Small programs written by hand.</summary>
internal static class HandMade
{
    public static Dim T { get; } = Dim.Symbol("T");

    public static Buffer Floats(string name, params Dim[] shape) => new(name, new Shape(shape), ElementType.Float32, Views.SpaceOf(new Shape(shape)));

    /// <summary>target = the sum of what it reads.</summary>
    public static MapLaunch Sum(Buffer target, params Buffer[] reads)
    {
        Expr body = reads.Select((_, i) => Exprs.Arg(i)).Aggregate((Expr)0, (sum, next) => sum + next);
        return new MapLaunch("", target.Shape, [.. reads.Select(r => new LoopOperand(r, r.Shape))], [new LoopResult(body, target)]);
    }

    /// <summary>A unit of one program.</summary>
    public static ProgramUnit Unit(Buffer input, Buffer output, params ProgramItem[] items) => new(
        "Inference", [new Program("Predict", items)], new Borders { Inputs = [new("input", input)], Outputs = [new("output", output)] });
}
