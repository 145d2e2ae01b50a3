using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace ILGPU.Execution;

/// <summary>
/// Refuses what .NET runs gladly and ILGPU does not compile for a GPU, so that a kernel which works here is not refused there. Known
/// from ILGPU 1.5.3; it reads the kernel and every method that it calls.
/// </summary>
internal sealed class KernelRules
{
    private const string LauncherAssembly = "ILGPURuntime";

    private static readonly HashSet<string> KnownMath =
    [
        "Abs", "Acos", "Asin", "Atan", "Atan2", "Ceiling", "CopySign", "Cos", "Cosh", "Exp", "Floor", "Log", "Log10", "Log2", "Max", "Min",
        "Pow", "Round", "Sign", "Sin", "Sinh", "Sqrt", "Tan", "Tanh", "Truncate", "IsNaN", "IsInfinity", "IsFinite",
    ];

    private readonly MethodInfo _kernel;
    private readonly HashSet<MethodBase> _seen = [];

    private KernelRules(MethodInfo kernel) => _kernel = kernel;

    public static void Check(MethodInfo kernel)
    {
        var rules = new KernelRules(kernel);
        if (!kernel.IsStatic)
        {
            throw rules.Refuse(kernel, "is a lambda or an instance method; make it a static method");
        }

        foreach (var parameter in kernel.GetParameters())
        {
            rules.CheckVisible(parameter.ParameterType);
        }

        rules.CheckMethod(kernel);
    }

    /// <summary>ILGPU names parameter types in an assembly that it emits.</summary>
    private void CheckVisible(Type type)
    {
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                CheckVisible(argument);
            }

            type = type.GetGenericTypeDefinition();
        }

        bool isPrivate = type.IsNestedPrivate || type.IsNestedFamily;
        bool seesInternals = type.Assembly.GetCustomAttributes<InternalsVisibleToAttribute>()
            .Any(attribute => attribute.AssemblyName.Split(',')[0] == LauncherAssembly);
        if (!type.IsVisible && (isPrivate || !seesInternals))
        {
            throw Refuse(
                _kernel,
                $"has a parameter of type {type.Name}, which must be public, or internal with InternalsVisibleTo(\"{LauncherAssembly}\")");
        }
    }

    private void CheckMethod(MethodBase method)
    {
        if (!_seen.Add(method))
        {
            return;
        }

        if (method.GetMethodBody()!.ExceptionHandlingClauses.Count > 0)
        {
            throw Refuse(method, "has exception handlers");
        }

        Type? constrained = null;
        foreach (var instruction in IlReader.Read(method))
        {
            CheckInstruction(method, instruction, constrained);
            constrained = instruction.OpCode == OpCodes.Constrained ? (Type)instruction.Operand! : null;
        }
    }

    private void CheckInstruction(MethodBase method, Instruction instruction, Type? constrained)
    {
        switch (instruction)
        {
            case (_, _, FieldInfo { IsStatic: true } field) when !field.IsInitOnly || field.FieldType.IsArray:
                throw Refuse(method, $"uses the static field {field.Name}, which is not a readonly number");
            case (_, var code, MethodBase callee) when code == OpCodes.Ldftn:
                throw Refuse(method, $"makes a delegate of {callee.Name}");
            case (_, var code, MethodBase callee) when code == OpCodes.Newobj && !callee.DeclaringType!.IsValueType:
                throw Refuse(method, $"creates an object of type {callee.DeclaringType.Name}");
            case (_, var code, _) when code == OpCodes.Newarr || code == OpCodes.Box || code == OpCodes.Ldstr || code == OpCodes.Localloc:
                throw Refuse(method, $"uses the instruction {code.Name} (arrays, boxes, strings, stackalloc)");
            case (_, _, MethodBase callee) when constrained is not null:
                foreach (var target in Implementations(constrained, callee))
                {
                    CheckMethod(target);
                }

                break;
            case (_, _, MethodBase callee):
                CheckCall(method, callee);
                break;
        }
    }

    private void CheckCall(MethodBase method, MethodBase callee)
    {
        if (Suspensions.IsUserCode(callee))
        {
            CheckMethod(callee);
        }
        else if (callee.DeclaringType!.Namespace?.StartsWith("ILGPU", StringComparison.Ordinal) != true && !IsKnownMath(callee))
        {
            throw Refuse(method, $"calls {callee.DeclaringType.Name}.{callee.Name}, which ILGPU doesn't know; see XMath and IntrinsicMath");
        }
    }

    private static bool IsKnownMath(MethodBase callee) =>
        callee.DeclaringType == typeof(BitConverter) || KnownMath.Contains(callee.Name)
            && (callee.DeclaringType == typeof(MathF) || callee.DeclaringType == typeof(Math) || callee.DeclaringType == typeof(float));

    private static IEnumerable<MethodBase> Implementations(Type type, MethodBase declared) => type
        .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(m => m.Name == declared.Name || m.Name.EndsWith("." + declared.Name, StringComparison.Ordinal))
        .Where(m => !m.IsGenericMethodDefinition && m.GetMethodBody() is not null);

    private NotSupportedException Refuse(MethodBase method, string what) =>
        new($"Kernel {_kernel.Name} can't be compiled for a GPU: {method.DeclaringType?.Name}.{method.Name} {what}.");
}
