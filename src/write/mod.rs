//! Floor 7: writing（输出）. Nobody imports it.

pub mod json;
