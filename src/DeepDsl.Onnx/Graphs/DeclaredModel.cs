using System.Reflection;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.CompilerServices;

namespace DeepDsl.Onnx;

/// <summary>What a model that runs is, which the compiler builds again of the declaration that its class carries as text.</summary>
internal static class DeclaredModel
{
    /// <param name="net">The model.</param>
    /// <param name="withLosses">Whether what it was trained on is asked for too.</param>
    /// <exception cref="NotSupportedException">The class was compiled by another version.</exception>
    public static BuiltModel Of(Network net, bool withLosses = false)
    {
        NetworkDefinition definition = net.Definition;
        try
        {
            string? text = definition.Declaration ?? OnClass(net.GetType());
            BuiltModel? built = text is null ? null : Pipeline.Build(Spec(text, withLosses ? definition.Spec : ""));
            if (built is { Problems.Count: 0 } && IsOf(definition, built.Inference))
            {
                return built;
            }
        }
        catch (FormatException)
        {
            // Written by another version, as one without the text was.
        }

        throw new NotSupportedException(
            $"{definition.Name} was not saved: its assembly {net.GetType().Assembly.GetName().Name} does not say of which layers it is in a "
            + "form that this version of DeepDsl.Onnx reads; build that with the same version of DeepDsl.");
    }

    private static ModelSpec Spec(string definition, string losses)
    {
        ModelSpec spec = ModelText.ReadDefinition(definition);
        return spec with { Settings = spec.Settings.Concat(ModelText.ReadLosses(losses)).ToArray() };
    }

    private static string? OnClass(Type type)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetCustomAttribute<ModelDefinitionAttribute>(inherit: false) is { } found)
            {
                return found.Text;
            }
        }

        return null;
    }

    /// <summary>Whether a graph has the parameters, states and borders of a model.</summary>
    private static bool IsOf(NetworkDefinition definition, ModelGraph model)
    {
        string Text(string name, Shape shape) => $"{name} {shape}";
        string Sizes(string name, int[] shape) => $"{name} [{string.Join(", ", shape)}]";
        IEnumerable<string> built =
            [.. model.Parameters.Select(p => Text(p.Name, p.Shape)), .. model.States.Select(s => Text(s.Name, s.Shape))];
        IEnumerable<string> known =
            [.. definition.Parameters.Select(p => Sizes(p.Name, p.Shape)), .. definition.States.Select(s => Sizes(s.Name, s.Shape))];
        return built.Order(StringComparer.Ordinal).SequenceEqual(known.Order(StringComparer.Ordinal))
            && model.Inputs.Select(i => i.Name).SequenceEqual(definition.Inputs.Select(i => i.Name))
            && model.Outputs.Select(o => o.Name).SequenceEqual(definition.Outputs.Select(o => o.Name));
    }
}
