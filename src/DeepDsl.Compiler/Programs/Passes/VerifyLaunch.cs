using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>Whether one launch's buffers have the types and sizes that it says.</summary>
internal sealed class VerifyLaunch(Launch launch, Action<string> fail)
{
    public static void Run(Launch launch, Action<string> fail) => new VerifyLaunch(launch, fail).Run();

    private void Run()
    {
        Demand(launch.Writes.Count > 0, "writes nothing");
        foreach (Buffer written in launch.Writes)
        {
            Demand(launch is CopyLaunch or OrderLaunch or EdgeOrderLaunch || written.Type == ElementType.Float32, $"writes {written.Name}, which holds ints");
            Demand((written.Space is not Space.Weights || launch is MapLaunch) && written.Space is not Space.Constants, $"writes to the {written.Space}");
        }

        switch (launch)
        {
            case MapLaunch s:
                Operands(s.Operands, s.Shape);
                foreach (LoopResult result in s.Results)
                {
                    Result(result.Body, s.Operands.Count);
                    Has(result.Target, result.Part?.Whole ?? s.Shape);
                    Fits(result.Part, s.Shape);
                }

                break;
            case ReduceLaunch s:
                Operands(s.Operands, s.Shape);
                foreach (LoopResult result in s.Results.Select(r => r.Result))
                {
                    Result(result.Body, s.Operands.Count);
                    Has(result.Target, new Shape(s.Shape.Select((dim, axis) => s.Axes.Contains(axis) ? 1 : dim)));
                }

                break;
            case RowsLaunch s:
                foreach (Launch member in s.Members)
                {
                    Run(member, fail);
                }

                Demand(RowMembers.In(s.Space, s.Members) is not null, "joins what can't be done row by row");
                break;
            case SideBySideLaunch s:
                foreach (Launch member in s.Members)
                {
                    Run(member, fail);
                    IEnumerable<Buffer> used = s.Members.Where(m => m != member).SelectMany(m => m.Reads.Concat(m.Writes));
                    Demand(!used.Any(b => member.Writes.Any(w => w.Place == b.Place)), "runs what waits for each other side by side");
                }

                break;
            case MatMulLaunch s:
                Floats(s.A, s.AShape);
                Floats(s.B, s.BShape);
                Has(s.C, s.CShape);
                Dim depth = s.TransposeA ? s.AShape[-2] : s.AShape[-1];
                Demand(depth == (s.TransposeB ? s.BShape[-1] : s.BShape[-2]), "multiplies sides of unequal depth");
                Operands(s.Epilogue.Operands, s.CShape);
                Result(s.Epilogue.Body, s.Epilogue.Operands.Count + 1);
                break;
            case ConvLaunch s:
                Floats(s.X, s.XShape);
                Floats(s.W, s.WShape);
                Has(s.Y, s.YShape);
                Operands(s.Epilogue.Operands, s.YShape);
                Result(s.Epilogue.Body, s.Epilogue.Operands.Count + 1);
                break;
            case ConvWeightLaunch s:
                Floats(s.X, s.XShape);
                Floats(s.Dy, s.DyShape);
                Has(s.Parts, s.PartsShape);
                break;
            case PoolLaunch s:
                Floats(s.X, s.XShape);
                Has(s.Y, s.YShape);
                break;
            case PoolGradientLaunch s:
                Floats(s.Dy, s.YShape);
                Has(s.Dx, s.XShape);
                break;
            case GatherLaunch s:
                Floats(s.Table, s.TableShape);
                Demand(s.Indices.Type == ElementType.Int32, "looks up what are no ints");
                Has(s.Y, s.YShape);
                break;
            case ScatterAddLaunch s:
                Adds(s.Updates, s.TableShape, s.Lookup);
                Has(s.Table, s.TableShape);
                break;
            case OrderLaunch s:
                Demand(s.Indices.Type == ElementType.Int32 && s.Order.Type == ElementType.Int32, "orders what are no ints");
                Has(s.Indices, s.IndexShape);
                Has(s.Order, s.IndexShape);
                break;
            case OrderedSumLaunch s:
                Adds(s.Updates, s.TableShape, s.Lookup);
                Demand(s.Updates.All(u => u.Order?.Type == ElementType.Int32), "adds by no order");
                Has(s.Table, s.TableShape);
                break;
            case FourierLaunch s:
                Floats(s.X, s.XShape);
                Has(s.Y, s.YShape);
                break;
            case EdgeOrderLaunch s:
                Along(s.Edges, s.Sizes);
                InOrder(s.Order, s.Sizes);
                break;
            case EdgeGatherLaunch s:
                Along(s.Edges, s.Sizes);
                Floats(s.X, s.Sizes.NodesShape);
                Has(s.Y, s.Sizes.ValuesShape);
                break;
            case EdgeDotLaunch s:
                Along(s.Edges, s.Sizes);
                Floats(s.From, s.Sizes.NodesShape);
                Floats(s.To, s.Sizes.NodesShape);
                Has(s.Y, s.Sizes.Weights(s.Heads));
                break;
            case EdgeSumLaunch s:
                Along(s.Edges, s.Sizes);
                InOrder(s.Order, s.Sizes);
                if (s.X is { } x)
                {
                    Floats(x, s.Sizes.NodesShape);
                }

                if (s.Weights is { } weights)
                {
                    Floats(weights, s.Sizes.Weights(s.Heads));
                }

                Has(s.Y, s.Sizes.NodesShape);
                Operands(s.Epilogue.Operands, s.Sizes.NodesShape);
                Result(s.Epilogue.Body, s.Epilogue.Operands.Count + 1);
                break;
            case EdgeMaxLaunch s:
                Along(s.Edges, s.Sizes);
                InOrder(s.Order, s.Sizes);
                Floats(s.Values, s.Sizes.ValuesShape);
                Has(s.Y, s.Sizes.NodesShape);
                break;
            case SparseProductLaunch s:
                Lists(s.Columns, s.Values, s.Sizes);
                Floats(s.Table, s.Sizes.Table);
                Has(s.Y, s.Sizes.Products);
                Operands(s.Epilogue.Operands, s.Shape);
                Result(s.Epilogue.Body, s.Epilogue.Operands.Count + 1);
                break;
            case SparseDotLaunch s:
                Lists(s.Columns, null, s.Sizes);
                Floats(s.X, s.Sizes.Products);
                Floats(s.Table, s.Sizes.Table);
                Has(s.Y, s.Sizes.Lists);
                break;
            case SparseGradientLaunch s:
                Lists(s.Columns, s.Values, s.Sizes);
                Floats(s.X, s.Sizes.Products);
                Has(s.Tables, new Shape(s.Parts, s.Sizes.Width, s.Sizes.Units));
                break;
            case AttentionLaunch s:
                Sides(s.Form, s.Inputs, s.Random, s.Batch, s.Queries, s.Keys);
                Has(s.Y, new Shape(s.Batch, s.Queries, s.Form.Heads * s.Form.ValueSize));
                if (s.LogSums is { } logSums)
                {
                    Has(logSums, new Shape(s.Batch, s.Queries, s.Form.Heads));
                }

                break;
            case AttentionGradientLaunch s:
                Sides(s.Form, s.Inputs, s.Random, s.Batch, s.Queries, s.Keys);
                Floats(s.LogSums, new Shape(s.Batch, s.Queries, s.Form.Heads));
                Floats(s.Shifts, new Shape(s.Batch, s.Queries, s.Form.Heads));
                Floats(s.Dy, new Shape(s.Batch, s.Queries, s.Form.Heads * s.Form.ValueSize));
                for (int i = 0; i < s.Form.Sides; i++)
                {
                    Has(s.Gradients[i], s.Inputs[i].Shape);
                }

                break;
            case CopyLaunch s:
                Demand(s.Source.Type == s.Target.Type, "copies what is of another type");
                Demand(s.SourceStrides.Count == s.Shape.Rank && s.TargetStrides.Count == s.Shape.Rank, "has strides of other axes");
                break;
            default:
                fail($"{launch.GetType().Name} is not known to the verifier.");
                break;
        }
    }

    private void Operands(IReadOnlyList<LoopOperand> operands, Shape shape)
    {
        foreach (LoopOperand operand in operands)
        {
            Demand(operand.Buffer is null != operand.Random is null, "has an operand that is neither read nor drawn, or both");
            Demand(Shape.Broadcast(operand.Shape, shape) == shape, $"repeats {operand.Shape} to {shape}");
            if (operand.Buffer is { } buffer)
            {
                Has(buffer, operand.Whole);
                Fits(operand.Part, operand.Shape);
                Demand(operand.Part is null || launch is MapLaunch, "reads a part of a buffer");
                Demand(launch.Reads.Contains(buffer), $"does not say that it reads {buffer.Name}");
            }
        }
    }

    private void Along(Buffer edges, EdgeSizes sizes)
    {
        Demand(edges.Type == ElementType.Int32, "follows edges that are no ints");
        Has(edges, sizes.EdgesShape);
    }

    private void InOrder(Buffer order, EdgeSizes sizes)
    {
        Demand(order.Type == ElementType.Int32, "follows an order that is no ints");
        Has(order, sizes.OrderShape);
    }

    private void Lists(Buffer columns, Buffer? values, SparseSizes sizes)
    {
        Demand(columns.Type == ElementType.Int32, "lists columns that are no ints");
        Has(columns, sizes.Lists);
        if (values is not null)
        {
            Floats(values, sizes.Lists);
        }
    }

    private void Sides(AttentionForm form, IReadOnlyList<Buffer> inputs, RandomNode? random, Dim batch, Dim queries, Dim keys)
    {
        bool drops = random is not null;
        Demand(drops == form.Drops && inputs.Count == form.InputCount - (drops ? 1 : 0), "has other inputs than its form says");
        for (int i = 0; i < inputs.Count; i++)
        {
            if (i == form.KeyLengths || i == form.QueryLengths)
            {
                Floats(inputs[i], new Shape(batch));
            }
            else
            {
                Floats(inputs[i], i == form.Slopes ? new Shape(form.Heads) : i == form.DropRate ? new Shape(1) : new Shape(batch, i == 0 ? queries : keys, form.WidthOf(i)));
            }
        }
    }

    private void Result(Expr body, int arguments) => Exprs.Substitute(body, i =>
    {
        Demand(i < arguments, $"has no operand {i}");
        return Exprs.Arg(i);
    });

    private void Adds(IReadOnlyList<TableUpdates> updates, Shape table, TableLookup lookup)
    {
        foreach (TableUpdates u in updates)
        {
            Demand(u.Indices.Type == ElementType.Int32, "looks up what are no ints");
            Has(u.Indices, u.IndexShape);
            Floats(u.Values, new Shape(u.IndexShape.Append(lookup.Width(table))));
            Demand(u.Order is null || u.Order.Shape.Size == u.IndexShape.Size, $"takes {u.Order} for the order of {u.IndexShape}");
        }
    }

    private void Floats(Buffer buffer, Shape shape)
    {
        Demand(buffer.Type == ElementType.Float32, $"reads {buffer.Name}, which holds ints, as floats");
        Has(buffer, shape);
    }

    private void Fits(BufferPart? part, Shape shape) => Demand(part is null || (part.Whole.With(-1, part.Length) == shape
        && (part.Start + part.Length).IsAtMost(part.Whole[-1] + 0)), $"takes {part} of a buffer for {shape}");

    private void Has(Buffer buffer, Shape shape) => Demand(buffer.Shape.Size == shape.Size, $"takes {buffer} for {shape}");

    private void Demand(bool holds, string what)
    {
        if (!holds)
        {
            fail($"{LaunchText.Of(launch)}: {what}.");
        }
    }
}
