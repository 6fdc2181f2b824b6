//! Inverts a distribution function.

/// The y in (`low`, `high`) where the rising `cdf` reaches `p`: Newton steps by `slope`, kept inside a shrinking
/// bracket (*Numerical Recipes* §9.4). Starts at `start`.
pub(crate) fn invert(
    p: f64,
    bracket: (f64, f64),
    start: f64,
    cdf: impl Fn(f64) -> f64,
    slope: impl Fn(f64) -> f64,
) -> f64 {
    let (mut low, mut high) = bracket;
    let mut y = start.clamp(low, high);
    for _ in 0..200 {
        let above = cdf(y) - p;
        if above == 0.0 {
            return y;
        }
        if above > 0.0 {
            high = y;
        } else {
            low = y;
        }
        let newton = y - above / slope(y);
        // A NaN or an outlier (slope 0 in a far tail) falls back to halving.
        let next = if newton > low && newton < high {
            newton
        } else {
            0.5 * (low + high)
        };
        let moved = (next - y).abs();
        y = next;
        if moved <= 1e-15 * y.abs().max(1.0) {
            break;
        }
    }
    y
}
