using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels;

/// <summary>Short forms of statements that builders write often.</summary>
internal static class Statements
{
    /// <summary>Declares a value.</summary>
    public static Statement Let(string name, VectorExpr value) => Compute(name, Exprs.Arg(0), [value]);

    /// <summary>Declares the value of an expression.</summary>
    public static Statement Compute(string name, Expr body, params VectorExpr[] operands) =>
        new Compute(new Definition[] { new(name, body) }, operands);

    /// <summary>Gives a variable a new value.</summary>
    public static Statement Set(string name, Expr body, params VectorExpr[] operands) =>
        new Compute(new Definition[] { new(name, body) }, operands, Declares: false);

    /// <summary>A loop over vectors of <paramref name="count"/> elements.</summary>
    public static Statement ForVectors(VariableIndex variable, IndexExpr from, IndexExpr to, params Statement[] body) =>
        new For(variable, from, to, IndexExpr.VectorWidth, body);

    /// <summary>The register tiles that statements call, inner ones too.</summary>
    public static IEnumerable<Tile> Tiles(this IEnumerable<Statement> statements) => statements.SelectMany(s => s switch
    {
        CallTile call => [call.Tile],
        For loop => loop.Body.Tiles(),
        Cover cover => cover.Body.Tiles(),
        If choice => choice.Then.Tiles().Concat(choice.Else.Tiles()),
        Scope scope => scope.Body.Tiles(),
        _ => Enumerable.Empty<Tile>(),
    });
}
