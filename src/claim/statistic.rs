//! The probability that belongs to a test statistic, recomputed from what is printed.
//!
//! After statcheck (Nuijten, Hartgerink, van Assen, Epskamp & Wicherts 2016, Behavior Research Methods 48, 1205–1226): a probability is
//! wrong only if no value that rounds, or is cut, to the printed statistic has one that rounds, or is cut, to the printed probability.

use statrs::function::beta::checked_beta_reg;
use statrs::function::erf::erfc;
use statrs::function::gamma::checked_gamma_ur;

use crate::lexicon::statistics::Test;
use crate::mention::statistic::{Printed, Probability, Statistic};

/// The threshold by which papers call an outcome significant.
pub const THRESHOLD: f64 = 0.05;

/// The two-tailed probability of a printed statistic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recomputed {
    /// Of the value as printed.
    pub exact: f64,
    /// The least and the greatest that its rounding allows.
    pub least: f64,
    pub greatest: f64,
}

impl Recomputed {
    /// `None` for what is no such statistic, as a correlation of more than 1.
    pub fn of(statistic: &Statistic) -> Option<Self> {
        let Printed { value, step } = statistic.value;
        let tail = |value: f64| tail(statistic.test, &statistic.freedom, value);
        let most = if statistic.test == Test::Correlation { 1.0 } else { f64::MAX };
        Some(Self {
            exact: tail(value)?,
            least: tail((value + step).min(most))?,
            greatest: tail((value - step / 2.0).max(0.0))?,
        })
    }

    /// The same where one tail alone counts.
    pub fn of_one_tail(self) -> Self {
        Self { exact: self.exact / 2.0, least: self.least / 2.0, greatest: self.greatest / 2.0 }
    }

    /// Whether the printed probability can be it.
    pub fn fits(&self, printed: Probability) -> bool {
        match printed {
            Probability::Is(Printed { value, step }) => {
                // What is left of the last digit in binary fractions.
                let slack = step * 1e-9;
                self.least <= value + step + slack && self.greatest >= value - step / 2.0 - slack
            }
            Probability::Below(bound) => self.least <= bound,
            Probability::Above(bound) => self.greatest >= bound,
            Probability::NotSignificant => self.greatest >= THRESHOLD,
        }
    }

    /// Whether it is significant by the statistic; `None` where that depends on rounding.
    pub fn is_significant(&self) -> Option<bool> {
        match (self.least < THRESHOLD, self.greatest < THRESHOLD) {
            (true, true) => Some(true),
            (false, false) => Some(false),
            _ => None,
        }
    }
}

/// Whether the printed probability calls the outcome significant; `None` where it does not say.
pub fn is_called_significant(printed: Probability) -> Option<bool> {
    match printed {
        Probability::Is(Printed { value, .. }) => Some(value <= THRESHOLD),
        Probability::Below(bound) => (bound <= THRESHOLD).then_some(true),
        Probability::Above(bound) => (bound >= THRESHOLD).then_some(false),
        Probability::NotSignificant => Some(false),
    }
}

/// Whether the printed probability is greater than the recomputed one, as it is once corrected for several tests.
pub fn is_greater(printed: Probability, recomputed: &Recomputed) -> bool {
    match printed {
        Probability::Is(Printed { value, .. }) => value > recomputed.greatest,
        Probability::Below(_) => false,
        Probability::Above(_) | Probability::NotSignificant => true,
    }
}

/// Both tails of the distribution beyond `value`, which is not negative; of F and χ² the upper one, which is the only one.
fn tail(test: Test, freedom: &[f64], value: f64) -> Option<f64> {
    match (test, freedom) {
        (Test::T, &[df]) => checked_beta_reg(df / 2.0, 0.5, df / (df + value * value)).ok(),
        (Test::F, &[first, second]) => {
            checked_beta_reg(second / 2.0, first / 2.0, second / (second + first * value)).ok()
        }
        (Test::ChiSquare, _) if value == 0.0 => Some(1.0),
        (Test::ChiSquare, &[df]) => checked_gamma_ur(df / 2.0, value / 2.0).ok(),
        (Test::Correlation, &[df]) if value <= 1.0 => checked_beta_reg(df / 2.0, 0.5, 1.0 - value * value).ok(),
        (Test::Normal, []) => Some(erfc(value / std::f64::consts::SQRT_2)),
        _ => None,
    }
}
