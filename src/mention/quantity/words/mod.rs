//! Measure words and units, by what they measure.

mod things;
mod units;

use super::{Dimension, measure::Measure};

/// All words.
pub(super) const WORDS: &[(Dimension, &[Measure])] = &[
    (Dimension::Count, things::COUNT),
    (Dimension::Person, things::PERSON),
    (Dimension::PersonTimes, things::PERSON_TIMES),
    (Dimension::Event, things::EVENT),
    (Dimension::Age, things::AGE),
    (Dimension::Length, units::LENGTH),
    (Dimension::Area, units::AREA),
    (Dimension::Volume, units::VOLUME),
    (Dimension::Mass, units::MASS),
    (Dimension::Temperature, units::TEMPERATURE),
    (Dimension::Speed, units::SPEED),
    (Dimension::DataSize, units::DATA_SIZE),
    (Dimension::Power, units::POWER),
    (Dimension::Energy, units::ENERGY),
    (Dimension::Other, units::OTHER),
];
