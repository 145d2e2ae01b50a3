using System.Reflection;
using System.Reflection.Emit;

namespace ILGPU.Execution;

/// <summary>
/// Turns a kernel into a method that can stop at a barrier and go on from there later, the way a C# iterator does: at each such place it
/// puts its locals (and what the expression under evaluation has on the stack) aside and returns the place's number; called again with
/// that number it jumps there and takes them back. Methods that the kernel calls and that stop as well are inlined.
/// </summary>
internal sealed class KernelRewriter
{
    private readonly MethodInfo _kernel;
    private readonly DynamicMethod _target;
    private readonly ILGenerator _il;
    private readonly List<SuspensionSite> _sites = [];
    private readonly List<Label> _resumePoints = [];
    private readonly Stack<MethodBase> _inlining = new();

    /// <summary>The locals of all methods being inlined at the current place: what a thread must keep while it waits.</summary>
    private readonly List<LocalBuilder> _live = [];

    private int _locals;
    private int _sharedAllocations;

    private KernelRewriter(MethodInfo kernel)
    {
        _kernel = kernel;
        _target = new DynamicMethod(kernel.Name, typeof(int), [typeof(Launch), typeof(int)], typeof(KernelRewriter).Module, true);
        _il = _target.GetILGenerator();
    }

    public static ResumableKernel Rewrite(MethodInfo kernel)
    {
        var rewriter = new KernelRewriter(kernel);
        rewriter.EmitKernel();
        return new(rewriter._target.CreateDelegate<ResumeThread>(), rewriter._sites, rewriter._locals);
    }

    private void EmitKernel()
    {
        // The resume points are known only when the body has been walked, so the jump to them comes last.
        var dispatch = _il.DefineLabel();
        var start = _il.DefineLabel();
        _il.Emit(OpCodes.Br, dispatch);
        _il.MarkLabel(start);
        var arguments = DeclareArguments(_kernel);
        for (int i = 0; i < arguments.Length; i++)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I4, i);
            Call(nameof(Launch.Argument), arguments[i].LocalType);
            _il.Emit(OpCodes.Stloc, arguments[i]);
        }

        var end = _il.DefineLabel();
        EmitBody(_kernel, arguments, null, end);
        _il.MarkLabel(end);
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Ret);

        _il.MarkLabel(dispatch);
        _il.Emit(OpCodes.Ldarg_1);
        _il.Emit(OpCodes.Switch, [start, .. _resumePoints]);
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Ret);
    }

    private LocalBuilder[] DeclareArguments(MethodBase method)
    {
        if (!method.IsStatic)
        {
            throw Unsupported(method, "is not static");
        }

        return [.. method.GetParameters().Select(parameter => Declare(method, parameter.ParameterType))];
    }

    private LocalBuilder Declare(MethodBase method, Type type)
    {
        if (type.IsByRef || type.IsByRefLike)
        {
            throw Unsupported(method, $"keeps a {type.Name} across a barrier; keep the value instead");
        }

        return DeclareLocal(type);
    }

    private LocalBuilder DeclareLocal(Type type)
    {
        _locals++;
        return _il.DeclareLocal(type);
    }

    private void EmitBody(MethodBase method, LocalBuilder[] arguments, LocalBuilder? result, Label end)
    {
        if (_inlining.Contains(method))
        {
            throw Unsupported(method, "is recursive");
        }

        var body = method.GetMethodBody()!;
        if (body.ExceptionHandlingClauses.Count > 0)
        {
            throw Unsupported(method, "has exception handlers");
        }

        _inlining.Push(method);
        LocalBuilder[] locals = [.. body.LocalVariables.Select(local => Declare(method, local.LocalType))];
        int liveBefore = _live.Count;
        _live.AddRange([.. arguments, .. locals]);

        var instructions = IlReader.Read(method);
        var labels = instructions.SelectMany(Targets).Distinct().ToDictionary(target => target, _ => _il.DefineLabel());
        var stack = new EvaluationStack(method, TypesOf(arguments), TypesOf(locals));
        foreach (var instruction in instructions)
        {
            if (labels.TryGetValue(instruction.Offset, out var label))
            {
                _il.MarkLabel(label);
            }

            stack.Enter(instruction.Offset);
            if (instruction.OpCode == OpCodes.Call && instruction.Operand is MethodInfo callee && Suspensions.Contains(callee))
            {
                EmitSuspendingCall(method, callee, stack);
            }
            else if (instruction.OpCode == OpCodes.Ret)
            {
                EmitReturn(stack, instruction, result, end);
            }
            else
            {
                Emit(instruction, labels, arguments, locals);
                stack.Apply(instruction);
            }
        }

        _live.RemoveRange(liveBefore, _live.Count - liveBefore);
        _inlining.Pop();
    }

    private void EmitReturn(EvaluationStack stack, Instruction instruction, LocalBuilder? result, Label end)
    {
        if (result is not null)
        {
            _il.Emit(OpCodes.Stloc, result);
        }

        _il.Emit(OpCodes.Br, end);
        stack.Apply(instruction);
    }

    private void EmitSuspendingCall(MethodBase caller, MethodInfo callee, EvaluationStack stack)
    {
        var kind = Suspensions.Kind(callee);
        if (kind == Suspension.SharedMemory)
        {
            stack.Pop();
            _il.Emit(OpCodes.Ldarg_0);
            // Negative, because suspension sites share the table and count upwards.
            _il.Emit(OpCodes.Ldc_I4, -++_sharedAllocations);
            Call(nameof(Launch.Shared), callee.GetGenericArguments()[0]);
            stack.Push(callee.ReturnType);
            return;
        }

        var arguments = DeclareArguments(callee);
        for (int i = arguments.Length - 1; i >= 0; i--)
        {
            stack.Pop();
            _il.Emit(OpCodes.Stloc, arguments[i]);
        }

        var aside = PutStackAside(caller, callee, stack);
        int liveBefore = _live.Count;
        _live.AddRange(aside);
        LocalBuilder? result = callee.ReturnType == typeof(void) ? null : Declare(callee, callee.ReturnType);
        if (kind != Suspension.None)
        {
            EmitSuspension(kind, callee, caller, arguments, result);
        }
        else
        {
            var end = _il.DefineLabel();
            EmitBody(callee, arguments, result, end);
            _il.MarkLabel(end);
        }

        _live.RemoveRange(liveBefore, _live.Count - liveBefore);
        foreach (var local in aside)
        {
            _il.Emit(OpCodes.Ldloc, local);
        }

        if (result is not null)
        {
            _il.Emit(OpCodes.Ldloc, result);
        }

        stack.Push(callee.ReturnType);
    }

    /// <summary>
    /// Moves the caller's unfinished expression into locals; it stays on the walked stack. References to view elements become addresses:
    /// all memory that a view can show is pinned.
    /// </summary>
    private LocalBuilder[] PutStackAside(MethodBase caller, MethodInfo callee, EvaluationStack stack)
    {
        var aside = new LocalBuilder[stack.Types.Count];
        for (int i = aside.Length - 1; i >= 0; i--)
        {
            var type = stack.Types[i];
            if (type == EvaluationStack.LocalAddress)
            {
                throw Unsupported(caller, $"calls {callee.Name} while it holds the address of a local; assign the result to a local first");
            }

            if (type.IsByRef)
            {
                _il.Emit(OpCodes.Conv_U);
            }

            aside[i] = DeclareLocal(type.IsByRef ? typeof(nint) : type);
            _il.Emit(OpCodes.Stloc, aside[i]);
        }

        return aside;
    }

    private void EmitSuspension(Suspension kind, MethodInfo callee, MethodBase caller, LocalBuilder[] arguments, LocalBuilder? result)
    {
        _sites.Add(new(kind, $"{callee.DeclaringType!.Name}.{callee.Name} number {_sites.Count + 1} (in {caller.Name})"));
        int site = _sites.Count;
        if (result is not null)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I4, site);
            _il.Emit(OpCodes.Ldloc, arguments[0]);
            _il.Emit(OpCodes.Ldloc, arguments[1]);
            Call(nameof(Launch.Send), result.LocalType);
        }

        for (int slot = 0; slot < _live.Count; slot++)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I4, _live[slot].LocalIndex);
            _il.Emit(OpCodes.Ldloc, _live[slot]);
            Call(nameof(Launch.Save), _live[slot].LocalType);
        }

        _il.Emit(OpCodes.Ldc_I4, site);
        _il.Emit(OpCodes.Ret);

        var resumePoint = _il.DefineLabel();
        _resumePoints.Add(resumePoint);
        _il.MarkLabel(resumePoint);
        foreach (var local in _live)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I4, local.LocalIndex);
            Call(nameof(Launch.Restore), local.LocalType);
            _il.Emit(OpCodes.Stloc, local);
        }

        if (result is not null)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I4, site);
            Call(nameof(Launch.Receive), result.LocalType);
            _il.Emit(OpCodes.Stloc, result);
        }
    }

    private void Emit(Instruction instruction, Dictionary<int, Label> labels, LocalBuilder[] arguments, LocalBuilder[] locals)
    {
        var (_, code, operand) = instruction;
        switch (code.Name)
        {
            case "ldarg" or "ldloc":
                _il.Emit(OpCodes.Ldloc, (code == OpCodes.Ldarg ? arguments : locals)[(int)operand!]);
                return;
            case "starg" or "stloc":
                _il.Emit(OpCodes.Stloc, (code == OpCodes.Starg ? arguments : locals)[(int)operand!]);
                return;
            case "ldarga" or "ldloca":
                _il.Emit(OpCodes.Ldloca, (code == OpCodes.Ldarga ? arguments : locals)[(int)operand!]);
                return;
        }

        switch (operand)
        {
            case null:
                _il.Emit(code);
                break;
            case int target when code.OperandType == OperandType.InlineBrTarget:
                _il.Emit(code, labels[target]);
                break;
            case int[] targets:
                _il.Emit(code, [.. targets.Select(target => labels[target])]);
                break;
            case int value:
                _il.Emit(code, value);
                break;
            case long value:
                _il.Emit(code, value);
                break;
            case float value:
                _il.Emit(code, value);
                break;
            case double value:
                _il.Emit(code, value);
                break;
            case string value:
                _il.Emit(code, value);
                break;
            case ConstructorInfo constructor:
                _il.Emit(code, constructor);
                break;
            case MethodInfo method:
                _il.Emit(code, method);
                break;
            case FieldInfo field:
                _il.Emit(code, field);
                break;
            default:
                _il.Emit(code, (Type)operand);
                break;
        }
    }

    private void Call(string name, Type typeArgument) =>
        _il.Emit(OpCodes.Call, typeof(Launch).GetMethod(name)!.MakeGenericMethod(typeArgument));

    private NotSupportedException Unsupported(MethodBase method, string what) =>
        new($"The ILGPU stand-in can't run kernel {_kernel.Name}: {method.DeclaringType?.Name}.{method.Name} {what}.");

    private static Type[] TypesOf(LocalBuilder[] locals) => [.. locals.Select(local => local.LocalType)];

    private static IEnumerable<int> Targets(Instruction instruction) => instruction.OpCode.OperandType switch
    {
        OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget => [(int)instruction.Operand!],
        OperandType.InlineSwitch => (int[])instruction.Operand!,
        _ => [],
    };
}
