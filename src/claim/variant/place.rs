//! Places that have two names in English: Kyiv and Kiev.

use std::collections::BTreeMap;

use crate::claim::variant::table::{Place, Table};
use crate::claim::variant::{Difference, Variant};

/// Every place of the lexicon's table that the draft calls by two names.
pub(super) fn find(table: &Table) -> Vec<Variant> {
    let mut called: BTreeMap<(usize, usize), Vec<Place>> = BTreeMap::new();
    for (index, name) in table.mentions.proper.iter().enumerate() {
        let place = Place { name: index, position: 0 };
        // Names of other things keep their own spelling ("Dynamo Kiev"), and quoted words theirs.
        if name.cut || table.mentions.is_quoted(name.span) {
            continue;
        }
        if let Some(found) = table.lexicon.names.variants.place(&table.keys(place).join(" ")) {
            called.entry(found).or_default().push(place);
        }
    }
    let rows: Vec<(&(usize, usize), &Vec<Place>)> = called.iter().collect();
    rows.windows(2)
        .filter(|two| two[0].0.0 == two[1].0.0 && !table.meet(two[0].1, two[1].1))
        .filter_map(|two| {
            let spans = |places: &[Place]| places.iter().map(|&place| table.name(place).span).collect();
            table.variant(spans(two[0].1), spans(two[1].1), Difference::Place)
        })
        .collect()
}
