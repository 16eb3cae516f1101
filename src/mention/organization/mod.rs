//! Organizations（机构）: organs, offices, courts, companies and other bodies that a text names.
//!
//! A name ends in a word that says what kind of body it is（局, 委员会, 办公厅…）and begins where the words before it
//! stop being a place, a level or a subject. Words come from the segmenter, which is loaded at the first run of
//! characters that holds such an ending; what an ending looks like, and which words may stand before it, is data in
//! [`words`].

mod names;
mod words;

use super::{Extractor, Hit, Kind, Mention, Window, region::Gazetteer, window::Example};
use crate::text::segment;

pub(super) const EXTRACTOR: Extractor = Extractor {
    kind: Kind::Organization,
    term: "机构",
    about: "Names of organs and other bodies: a kind word (局, 委员会, 办公厅 …) with the place, level and subject \
            before it, and self-references (我局, 本机关). Bare kind words (政府, 有关部门) name nobody.",
    find,
    examples: EXAMPLES,
};

/// What kind of body it is（机构类别）.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Body {
    /// 人民政府, 国务院
    Government,
    /// 市委, 党委, 纪委
    Party,
    /// 局, 厅, 部, 委员会, 署: a department of a government.
    Department,
    /// 办公室, 办公厅, 办
    Office,
    /// 领导小组
    LeadingGroup,
    /// 管委会
    ManagementCommittee,
    /// 人大, 政协
    Assembly,
    /// 法院, 检察院
    Court,
    /// 街道办事处 and other field offices.
    FieldOffice,
    /// 中心, 图书馆, 档案馆, 医院, 学校
    Institution,
    /// 公司, 银行
    Company,
    /// 协会, 工会, 残联
    Association,
    /// 本机关, 本单位
    Unnamed,
}

/// An organ or body that the text names（机构）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organization {
    /// The name as written.
    pub name: String,
    /// What kind of body it is.
    pub body: Body,
    /// GB/T 2260 code of the place in the name, where it names one that is one place only.
    pub region: Option<String>,
    /// Whether it is the writer: 我局, 本机关.
    pub is_self: bool,
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "由财政局、人社局和市场监督管理局负责",
        finds: &[("财政局", "财政局"), ("人社局", "人社局"), ("市场监督管理局", "市场监督管理局")],
    },
    Example { text: "经省政府办公厅同意", finds: &[("省政府办公厅", "省政府办公厅")] },
    Example {
        text: "湖北省宜昌市图书馆", finds: &[("湖北省宜昌市图书馆", "湖北省宜昌市图书馆")]
    },
    Example {
        text: "我局收到申请，本机关答复", finds: &[("我局", "我局"), ("本机关", "本机关")]
    },
    Example { text: "公开政府信息，完善政府网站，召开会议", finds: &[] },
    Example { text: "有关部门和成员单位按时办结", finds: &[] },
    Example { text: "全局工作部署，社会各界，干部培训", finds: &[] },
];

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    let text = window.text;
    let mut run = 0..0;
    let mut wanted = false;
    let mut before = ' ';
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if matches!(c, '\u{4E00}'..='\u{9FFF}') {
            run.end = at + c.len_utf8();
            wanted |= words::may_end(before, c, text.get(run.end..).unwrap_or_default());
            before = c;
            continue;
        }
        if wanted && let Some(piece) = text.get(run.clone()) {
            in_run(piece, run.start, hits);
        }
        run = at + c.len_utf8()..at + c.len_utf8();
        (wanted, before) = (false, ' ');
    }
}

/// The organizations of one run of Chinese characters, which begins at byte `start` of the window.
fn in_run(run: &str, start: usize, hits: &mut Vec<Hit>) {
    // Without its dictionary the extractor finds nothing: a test holds that the built-in one loads.
    let Ok(words) = segment::words(run) else { return };
    for name in names::names(run, &words) {
        let Some(text) = run.get(name.range.clone()) else { continue };
        let organization =
            Organization { name: text.to_owned(), body: name.body, region: region_of(text), is_self: name.is_self };
        let range = start + name.range.start..start + name.range.end;
        hits.push(Hit { range, mention: Mention::Organization(organization) });
    }
}

/// The code of the places with which a name begins, where they are one place: 辽宁省营口市 of 辽宁省营口市财政局.
fn region_of(name: &str) -> Option<String> {
    let gazetteer = Gazetteer::builtin().ok()?;
    let mut end = 0;
    for _ in 0..3 {
        let Some((length, _)) = gazetteer.longest_prefix(name.get(end..)?) else { break };
        end += length;
    }
    gazetteer.resolve(name.get(..end).filter(|place| !place.is_empty())?, &[]).map(super::region::Region::code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organizations(text: &str) -> Vec<Organization> {
        let mut hits = Vec::new();
        find(&Window::new(text), &mut hits);
        hits.into_iter()
            .map(|hit| match hit.mention {
                Mention::Organization(organization) => organization,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_named_place_gives_the_region() {
        let found = organizations("经安徽省黄山市教育局核实");
        assert_eq!((found[0].name.as_str(), found[0].region.as_deref()), ("安徽省黄山市教育局", Some("341000")));
        assert_eq!(organizations("经市教育局核实")[0].region, None);
    }

    #[test]
    fn the_writer_is_marked() {
        let found = organizations("我委与市财政局");
        assert!(found[0].is_self && found[0].body == Body::Department);
        assert!(!found[1].is_self);
    }

    #[test]
    fn examples_hold() {
        for example in EXAMPLES {
            let found: Vec<String> = organizations(example.text).into_iter().map(|found| found.name).collect();
            let expected: Vec<&str> = example.finds.iter().map(|(words, _)| *words).collect();
            assert_eq!(found, expected, "{}", example.text);
        }
    }
}
