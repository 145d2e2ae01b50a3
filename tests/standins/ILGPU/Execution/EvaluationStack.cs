using System.Reflection;
using System.Reflection.Emit;

namespace ILGPU.Execution;

/// <summary>
/// The types on a method's evaluation stack while its instructions are walked in order: what must be put aside when a thread stops in the
/// middle of an expression.
/// </summary>
internal sealed class EvaluationStack(MethodBase method, Type[] arguments, Type[] locals)
{
    /// <summary>An address in the running method's own frame; it means nothing after the thread was stopped.</summary>
    public static readonly Type LocalAddress = typeof(LocalAddressMarker);

    private readonly Dictionary<int, Type[]> _atTarget = [];
    private List<Type> _types = [];
    private bool _unreachable;

    public IReadOnlyList<Type> Types => _types;

    public void Enter(int offset)
    {
        if (_unreachable)
        {
            _types = _atTarget.TryGetValue(offset, out var types) ? [.. types] : [];
        }

        _unreachable = false;
    }

    public void Clear() => _types.Clear();

    public void Push(Type type)
    {
        if (type != typeof(void))
        {
            _types.Add(StackType(type));
        }
    }

    public Type Pop()
    {
        var type = _types[^1];
        _types.RemoveAt(_types.Count - 1);
        return type;
    }

    public void Apply(Instruction instruction)
    {
        var (_, code, operand) = instruction;
        switch (operand)
        {
            case MethodBase callee:
                Call(code, callee);
                break;
            case FieldInfo field:
                Field(code, field);
                break;
            default:
                Other(code, operand);
                break;
        }

        if (code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch)
        {
            foreach (int target in operand as int[] ?? [(int)operand!])
            {
                _atTarget[target] = [.. _types];
            }
        }

        _unreachable = code.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw;
    }

    private void Call(OpCode code, MethodBase callee)
    {
        if (code == OpCodes.Ldtoken || code == OpCodes.Ldftn)
        {
            Push(typeof(nint));
            return;
        }

        Pop(callee.GetParameters().Length + (callee.IsStatic || code == OpCodes.Newobj ? 0 : 1));
        Push(code == OpCodes.Newobj ? callee.DeclaringType! : ((MethodInfo)callee).ReturnType);
    }

    private void Field(OpCode code, FieldInfo field)
    {
        switch (code.Name)
        {
            case "ldfld":
                Pop();
                Push(field.FieldType);
                break;
            case "ldflda":
                var owner = Pop();
                _types.Add(owner == LocalAddress ? owner : field.FieldType.MakeByRefType());
                break;
            case "stfld":
                Pop(2);
                break;
            case "ldsfld":
                Push(field.FieldType);
                break;
            case "ldsflda":
                _types.Add(field.FieldType.MakeByRefType());
                break;
            case "stsfld":
                Pop();
                break;
            default:
                throw Unknown(code);
        }
    }

    private void Other(OpCode code, object? operand)
    {
        string name = code.Name!;
        switch (name)
        {
            case "ldarg":
                Push(arguments[(int)operand!]);
                break;
            case "ldloc":
                Push(locals[(int)operand!]);
                break;
            case "ldarga" or "ldloca":
                _types.Add(LocalAddress);
                break;
            case "dup":
                _types.Add(_types[^1]);
                break;
            case "ldstr":
                Push(typeof(string));
                break;
            case "ldobj" or "unbox.any" or "ldelem":
                Pop(name == "ldelem" ? 2 : 1);
                Push((Type)operand!);
                break;
            case "ldelema":
                Pop(2);
                _types.Add(((Type)operand!).MakeByRefType());
                break;
            case "newarr":
                Pop();
                Push(((Type)operand!).MakeArrayType());
                break;
            case "sizeof":
                Push(typeof(int));
                break;
            case "switch":
                Pop();
                break;
            default:
                ByBehaviour(code);
                break;
        }
    }

    /// <summary>The many instructions whose effect the opcode table describes well enough.</summary>
    private void ByBehaviour(OpCode code)
    {
        if (code == OpCodes.Ret)
        {
            _types.Clear();
            return;
        }

        var first = _types.Count > 0 ? _types[^1] : typeof(int);
        if (code.StackBehaviourPop == StackBehaviour.Pop1_pop1 && _types.Count > 1)
        {
            first = _types[^2];
        }

        Pop(code.StackBehaviourPop switch
        {
            StackBehaviour.Pop0 => 0,
            StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
            StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
                or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
            StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
                or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref
                or StackBehaviour.Popref_popi_pop1 => 3,
            _ => throw Unknown(code),
        });
        switch (code.StackBehaviourPush)
        {
            case StackBehaviour.Push0:
                break;
            case StackBehaviour.Push1:
                // Arithmetic keeps the type of its operands.
                _types.Add(first);
                break;
            case StackBehaviour.Pushi:
                Push(code == OpCodes.Conv_I || code == OpCodes.Conv_U ? typeof(nint) : typeof(int));
                break;
            case StackBehaviour.Pushi8:
                Push(typeof(long));
                break;
            case StackBehaviour.Pushr4:
                Push(typeof(float));
                break;
            case StackBehaviour.Pushr8:
                Push(typeof(double));
                break;
            case StackBehaviour.Pushref:
                Push(typeof(object));
                break;
            default:
                throw Unknown(code);
        }
    }

    private void Pop(int count) => _types.RemoveRange(_types.Count - count, count);

    private NotSupportedException Unknown(OpCode code) =>
        new(
            $"Kernel code in {method.DeclaringType}.{method.Name} uses {code.Name}, which the ILGPU stand-in doesn't know.");

    private static Type StackType(Type type)
    {
        if (type.IsEnum)
        {
            type = Enum.GetUnderlyingType(type);
        }

        if (type.IsPointer)
        {
            return typeof(nint);
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean or TypeCode.Char or TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.UInt32 =>
                typeof(int),
            TypeCode.UInt64 => typeof(long),
            _ => type,
        };
    }

    private sealed class LocalAddressMarker;
}
