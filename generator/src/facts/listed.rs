//! In: the tables below "Response" of an api page. Out: the names of the properties that they list of the answer.

use super::Reading;
use super::operation::area::Area;
use super::parameter::NAME;
use crate::name::PropertyName;
use crate::page::BlockKind;

/// What the column of the types is called; without one a table is about something else: headers, codes.
const TYPE: [&str; 1] = ["type"];

/// Reads the names, in order.
pub fn read(reading: &mut Reading<'_>, areas: &[Area]) -> Vec<PropertyName> {
    let mut listed = Vec::new();
    let sections = reading.sections;
    let answers = sections.iter().zip(areas).filter(|(_, area)| **area == Area::Response);
    for block in answers.flat_map(|(section, _)| section.blocks) {
        let BlockKind::Table(table) = &block.kind else { continue };
        let (Some(name), Some(_)) = (table.column(&NAME), table.column(&TYPE)) else { continue };
        for row in &table.rows {
            if let Ok(name) = PropertyName::parse(&row.text(name)) {
                reading.use_row(&row.span);
                listed.push(name);
            }
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::tests::facts;

    #[test]
    fn a_table_of_the_answer_lists_its_properties() {
        let names = |table: &str| {
            let page = format!("# T\n## HTTP request\n```\nPOST /x\n```\n## Response\n{table}\n## Example\n");
            let listed = facts(&page).response.listed;
            listed.iter().map(|name| name.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names("|Name|Type|Description|\n|-|-|-|\n|a|String|A.|\n|b|Int32|B.|"), ["a", "b"]);
        assert_eq!(names("|Name|Description|\n|-|-|\n|Retry-After|R.|"), [""; 0]);
    }
}
