//! How much may be said in a time.

use super::Millis;

/// So much at once, and then so much in each second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// At once.
    pub burst: u64,
    /// In a second.
    pub each_second: u64,
}

/// What is left of it.
#[derive(Debug, Clone)]
pub struct Bucket {
    flow: Flow,
    /// Thousandths of what is left, as of `at`.
    left: u64,
    at: Millis,
}

impl Bucket {
    /// A full one.
    #[must_use]
    pub const fn new(flow: Flow, now: Millis) -> Self {
        Self {
            flow,
            left: flow.burst.saturating_mul(1_000),
            at: now,
        }
    }

    /// Takes so much out, if it is there. What is refused costs nothing.
    pub fn take(&mut self, much: u64, now: Millis) -> bool {
        let passed = now.saturating_sub(self.at);
        self.at = self.at.max(now);
        let most = self.flow.burst.saturating_mul(1_000);
        let back = passed.saturating_mul(self.flow.each_second);
        self.left = self.left.saturating_add(back).min(most);
        match self.left.checked_sub(much.saturating_mul(1_000)) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_much_at_once_and_then_so_much_in_a_second() {
        let flow = Flow {
            burst: 3,
            each_second: 2,
        };
        let mut bucket = Bucket::new(flow, 1_000);
        assert!(bucket.take(3, 1_000));
        assert!(!bucket.take(1, 1_499));
        assert!(bucket.take(1, 1_500));
        assert!(!bucket.take(1, 1_500));
        // However long nothing is taken, there is no more than at first.
        assert!(!bucket.take(4, 1_000_000));
        assert!(bucket.take(3, 1_000_000));
        // A clock that is read late takes nothing back.
        assert!(!bucket.take(1, 999_000));
    }
}
