using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>What may be inlined into one loop is bounded: operations for the sake of compilers, operands for that of kernels.</summary>
public sealed partial class Fuse
{
    /// <summary>
    /// The operations of a map with those inlined into it, each as often as it is read: of many in a row that read their input twice, they
    /// double with each. Where they become too many, the largest of them is stored.
    /// </summary>
    private long LimitSize(Node node)
    {
        long size = 0;
        while (node is MapNode map)
        {
            size = Exprs.Size(map.Body, i => _inlined.Contains(map.Inputs[i]) ? _size[map.Inputs[i]] : 0);
            if (size <= _target.MostOperations
                || node.Inputs.Where(_inlined.Contains).OrderByDescending(i => _size[i]).FirstOrDefault() is not { } largest)
            {
                break;
            }

            _inlined.Remove(largest);
        }

        return size;
    }

    /// <summary>What a later reader had stored is an operand more of an earlier one that reads all that it is made of anyway.</summary>
    private void LimitOperands()
    {
        for (int inlined = -1; inlined != _inlined.Count;)
        {
            inlined = _inlined.Count;
            foreach (Node node in _readers.Keys.Concat(_results).Where(n => !_inlined.Contains(n)))
            {
                LimitOperands(node);
            }
        }
    }

    /// <summary>Where the maps inlined into a node read more than a launch takes, the widest of them is stored.</summary>
    private void LimitOperands(Node node)
    {
        while (node is MapNode or ReduceNode or ConcatNode && Leaves(node).Count > _target.MostOperands
            && node.Inputs.Where(_inlined.Contains).OrderByDescending(i => Leaves(i).Count).FirstOrDefault() is { } widest)
        {
            _inlined.Remove(widest);
        }
    }
}
