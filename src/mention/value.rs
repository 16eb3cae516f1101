//! The values that mentions have.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{DateExpr, DocumentNumber, DocumentTitle, Money, Number, NumberRange, Percent, Quantity};
use crate::text::numeral::to_digits;

/// Kinds of mentions（提及类别）.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Kind {
    /// 数
    Number,
    /// 序数
    Ordinal,
    /// 百分比
    Percent,
    /// 数的范围
    NumberRange,
    /// 金额
    Money,
    /// 数量
    Quantity,
    /// 日期
    Date,
    /// 时期
    DatePeriod,
    /// 时长
    Duration,
    /// 周期
    Recurring,
    /// 发文字号
    DocumentNumber,
    /// 文件标题
    DocumentTitle,
    /// 机构
    Organization,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::Number,
        Self::Ordinal,
        Self::Percent,
        Self::NumberRange,
        Self::Money,
        Self::Quantity,
        Self::Date,
        Self::DatePeriod,
        Self::Duration,
        Self::Recurring,
        Self::DocumentNumber,
        Self::DocumentTitle,
        Self::Organization,
    ];

    /// The name in JSON and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::NumberRange => "number_range",
            Self::Money => "money",
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::DatePeriod => "date_period",
            Self::Duration => "duration",
            Self::Recurring => "recurring",
            Self::DocumentNumber => "document_number",
            Self::DocumentTitle => "document_title",
            Self::Organization => "organization",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A set of kinds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kinds(u16);

impl Kinds {
    /// Every kind.
    pub const ALL: Self = Self(u16::MAX);
    /// No kind.
    pub const NONE: Self = Self(0);

    /// With `kind`.
    #[must_use]
    pub const fn with(self, kind: Kind) -> Self {
        Self(self.0 | 1 << kind as u8)
    }

    /// Without `kind`.
    #[must_use]
    pub const fn without(self, kind: Kind) -> Self {
        Self(self.0 & !(1 << kind as u8))
    }

    /// Whether `kind` is in it.
    #[must_use]
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }
}

/// Something that running text mentions（提及）.
#[derive(Clone, PartialEq, Debug)]
pub enum Mention {
    /// A bare number（数）.
    Number(Number),
    /// 第三, 首位
    Ordinal(Decimal),
    /// 95.6% is `95.6`.
    Percent(Percent),
    /// 三至五, 大于20
    NumberRange(NumberRange),
    /// 160.5964万元
    Money(Money),
    /// 1200余条
    Quantity(Quantity),
    /// A point in time, as precise as it is written.
    Date(DateExpr),
    /// A stretch of time with a beginning and an end.
    DatePeriod(DateExpr),
    /// A length of time: 20个工作日.
    Duration(DateExpr),
    /// 每月5日前
    Recurring(DateExpr),
    /// 辽政办发〔2015〕39号
    DocumentNumber(DocumentNumber),
    /// 《…》
    DocumentTitle(DocumentTitle),
    /// 市财政局
    #[cfg(feature = "segment")]
    Organization(super::Organization),
}

impl Mention {
    /// What kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Ordinal(_) => Kind::Ordinal,
            Self::Percent(_) => Kind::Percent,
            Self::NumberRange(_) => Kind::NumberRange,
            Self::Money(_) => Kind::Money,
            Self::Quantity(_) => Kind::Quantity,
            Self::Date(_) => Kind::Date,
            Self::DatePeriod(_) => Kind::DatePeriod,
            Self::Duration(_) => Kind::Duration,
            Self::Recurring(_) => Kind::Recurring,
            Self::DocumentNumber(_) => Kind::DocumentNumber,
            Self::DocumentTitle(_) => Kind::DocumentTitle,
            #[cfg(feature = "segment")]
            Self::Organization(_) => Kind::Organization,
        }
    }

    /// The value in its canonical spelling, as JSON gives it.
    #[must_use]
    pub fn value(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Ordinal(n) => to_digits(*n),
            Self::Percent(percent) => percent.to_string(),
            Self::NumberRange(range) => range.to_string(),
            Self::Money(money) => to_digits(money.amount),
            Self::Quantity(quantity) => to_digits(quantity.amount),
            Self::Date(date) | Self::DatePeriod(date) | Self::Duration(date) | Self::Recurring(date) => {
                date.to_string()
            }
            Self::DocumentNumber(number) => number.canonical(),
            Self::DocumentTitle(title) => title.title.clone(),
            #[cfg(feature = "segment")]
            Self::Organization(organization) => organization.name.clone(),
        }
    }
}
