using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print.Members;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Finds the members that could not be generated, since something else has their names.</summary>
internal static class CheckMembers
{
    /// <param name="model">Has no other problem.</param>
    public static IEnumerable<Problem> Run(BuiltModel model) =>
    [
        .. LayerConflicts.Of(model.Spec, MemberTree.Of(model.Spec, model.Inference)).Select(c => At(model.Inference, c)),
        .. MembersEmitter.Conflicts(model).GroupBy(c => c.Member).Select(g => Of(model.Spec, g.First())), // however many one hinders
    ];

    private static Problem Of(ModelSpec spec, MemberConflict conflict) =>
        new(ProblemKind.ReservedName, Message(spec.Name, conflict), EquatableArray<int>.Empty) { Member = conflict.Member };

    private static string Message(string model, MemberConflict conflict) => conflict switch
    {
        { Member: null } => $"{model} has the name of a member that is generated for it; name the class otherwise.",
        { Member.Name: MemberSpec.Constructor } =>
            $"{model} has a constructor of the parameters seed and device, which is generated for every model; give yours others.",
        { Member.Parameters: not null } when conflict.Name == conflict.Member.Name =>
            $"{model} has a method {conflict.Name} of the parameters of one that is generated; rename yours, or give it others.",
        _ => $"{model} has a member {conflict.Member.Name}, which is generated for every model; rename yours.",
    };

    private static Problem At(ModelGraph model, LayerConflict conflict)
    {
        string path = conflict.Layer.Path;
        LayerRow row = model.Rows.First(r => r.Layer.Path == path || r.Layer.Path.StartsWith(path + ".", StringComparison.Ordinal));
        return new Problem(conflict.Kind, conflict.Message, row.Path.ToArray(), "Name");
    }
}
