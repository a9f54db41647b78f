//! Reads the tables below "Response". In: an api page. Out: the names of the response properties.

use crate::facts::Reading;
use crate::facts::layout::section_kind::Area;
use crate::facts::operation::parameter::NAME;
use crate::name::PropertyName;
use crate::page::BlockKind;

/// The heading of the type column. Tables without it list headers or status codes.
const TYPE: [&str; 1] = ["type"];

/// Reads the names in order. They only identify the response type, so their rows do not count as used.
pub fn read(reading: &Reading<'_>, areas: &[Area]) -> Vec<PropertyName> {
    let sections = reading.sections;
    let responses = sections.iter().zip(areas).filter(|(_, area)| **area == Area::Response);
    let tables = responses.flat_map(|(section, _)| section.blocks).filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let tables = tables.filter(|table| table.column(&TYPE).is_some());
    let names = tables.filter_map(|table| Some((table, table.column(&NAME)?)));
    names
        .flat_map(|(table, name)| {
            table.rows.iter().filter_map(move |row| PropertyName::parse(&row.text(name)).ok())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::tests::facts;

    #[test]
    fn a_table_lists_the_properties_of_the_response() {
        let names = |table: &str| {
            let page = format!("# T\n## HTTP request\n```\nPOST /x\n```\n## Response\n{table}\n## Example\n");
            let listed = facts(&page).response.listed;
            listed.iter().map(|name| name.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names("|Name|Type|Description|\n|-|-|-|\n|a|String|A.|\n|b|Int32|B.|"), ["a", "b"]);
        assert_eq!(names("|Name|Description|\n|-|-|\n|Retry-After|R.|"), [""; 0]);
    }
}
