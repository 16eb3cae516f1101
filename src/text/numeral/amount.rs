//! Exact amounts（精确数） while a numeral is being read.

use rust_decimal::Decimal;

/// `mantissa` × 10^-`scale`. Every operation is checked: `None` is a number too long for us.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Amount {
    mantissa: u128,
    scale: u32,
}

impl Amount {
    pub(super) fn int(n: u64) -> Self {
        Self { mantissa: u128::from(n), scale: 0 }
    }

    /// With one more digit at the end, behind the point if `fraction`.
    pub(super) fn push(self, digit: u8, fraction: bool) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(10)?.checked_add(u128::from(digit))?;
        Some(Self { mantissa, scale: self.scale + u32::from(fraction) })
    }

    /// Times 10^`power`.
    pub(super) fn shift(self, power: u32) -> Option<Self> {
        let taken = self.scale.min(power);
        let mantissa = self.mantissa.checked_mul(10u128.checked_pow(power - taken)?)?;
        Some(Self { mantissa, scale: self.scale - taken })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let widen = |n: Self| n.mantissa.checked_mul(10u128.checked_pow(scale - n.scale)?);
        Some(Self { mantissa: widen(self)?.checked_add(widen(other)?)?, scale })
    }

    pub(super) fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// As a decimal, where its 96 bits and 28 places suffice.
    pub(super) fn decimal(self) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(i128::try_from(self.mantissa).ok()?, self.scale).ok()
    }
}
