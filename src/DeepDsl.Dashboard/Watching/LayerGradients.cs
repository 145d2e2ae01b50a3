namespace DeepDsl;

/// <summary>The gradients of a training by layer. Looking allocates nothing.</summary>
internal sealed class LayerGradients
{
    /// <summary>Looks that a unit must have had no gradient in to count as dead: of one batch many have none.</summary>
    private const int Window = 10;

    private readonly GradientLooks _looks;
    private readonly int[] _layers; // by parameter

    public LayerGradients(Network network)
    {
        _looks = new(network);
        Names = [.. _looks.Parameters.Select(GradientLooks.LayerOf).Distinct()];
        _layers = Array.ConvertAll(_looks.Parameters, p => Array.IndexOf(Names, GradientLooks.LayerOf(p)));
        Norms = new double[Names.Length];
        Dead = new int[Names.Length];
        Units = new int[Names.Length];
        Array.Fill(Norms, double.NaN);
        Array.Fill(Dead, -1);
        for (int i = 0; i < _layers.Length; i++)
        {
            Units[_layers[i]] = Math.Max(Units[_layers[i]], _looks.Units(i)?.Length ?? 0);
        }
    }

    public string[] Names { get; }

    /// <summary>Norm of the gradient of each layer at the last look.</summary>
    public double[] Norms { get; }

    /// <summary>Units of each layer; 0 where no parameter has a number for each.</summary>
    public int[] Units { get; }

    /// <summary>Units of each layer without a gradient throughout the last window of looks; -1 where that is not known.</summary>
    public int[] Dead { get; }

    /// <summary>Norm of all gradients at the last look.</summary>
    public double Norm { get; private set; }

    /// <summary>Takes in what the last backward pass left.</summary>
    public void Look()
    {
        _looks.Look();
        Array.Clear(Norms);
        double all = 0;
        for (int i = 0; i < _layers.Length; i++)
        {
            Norms[_layers[i]] += _looks.LastSquares(i);
            all += _looks.LastSquares(i);
        }
        Norm = Math.Sqrt(all);
        for (int i = 0; i < Norms.Length; i++)
        {
            Norms[i] = Math.Sqrt(Norms[i]);
        }
        if (_looks.Count == Window)
        {
            CountDead();
            _looks.Reset();
        }
    }

    private void CountDead()
    {
        Array.Fill(Dead, -1);
        for (int i = 0; i < _layers.Length; i++)
        {
            if (_looks.Units(i) is { } units && !_looks.Parameters[i].Frozen)
            {
                Dead[_layers[i]] = Math.Max(Dead[_layers[i]], units.AsSpan().Count(0));
            }
        }
    }
}
