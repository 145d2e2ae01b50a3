namespace CartPole;

/// <summary>A cart on a rail with a pole that stands on it, as Barto, Sutton and Anderson (1983) describe it, in steps of 20 ms.</summary>
public sealed class Cart
{
    /// <summary>Place, speed, angle and its speed.</summary>
    public const int StateSize = 4;

    /// <summary>Steps after which the pole has stood for long enough.</summary>
    public const int LongestRun = 500;

    private const double Step = 0.02;
    private const double Gravity = 9.8;
    private const double Force = 10;
    private const double PoleMass = 0.1;
    private const double Mass = 1 + PoleMass;
    private const double HalfLength = 0.5;
    private const double EndOfRail = 2.4;
    private const double SteepestAngle = 12 * Math.PI / 180;

    private double _place, _speed, _angle, _turning;

    /// <summary>A cart that nearly stands still, under a pole that nearly stands upright.</summary>
    public Cart(Random random) =>
        (_place, _speed, _angle, _turning) = (Near(random), Near(random), Near(random), Near(random));

    /// <summary>How many steps the pole has stood.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the pole still stands, and shall stand on.</summary>
    public bool IsRunning => Math.Abs(_place) <= EndOfRail && Math.Abs(_angle) <= SteepestAngle && Steps < LongestRun;

    public float[] State => [(float)_place, (float)_speed, (float)_angle, (float)_turning];

    public void Push(bool right)
    {
        (double sin, double cos) = Math.SinCos(_angle);
        double push = ((right ? Force : -Force) + (PoleMass * HalfLength * _turning * _turning * sin)) / Mass;
        double turn = ((Gravity * sin) - (cos * push)) / (HalfLength * ((4.0 / 3) - (PoleMass * cos * cos / Mass)));
        double pull = push - (PoleMass * HalfLength * turn * cos / Mass);
        (_place, _speed) = (_place + (Step * _speed), _speed + (Step * pull));
        (_angle, _turning) = (_angle + (Step * _turning), _turning + (Step * turn));
        Steps++;
    }

    private static double Near(Random random) => (random.NextDouble() - 0.5) / 10;
}
