//! Where an issuer mark（发文机关代字）begins in running text, and whether it looks like one.
//!
//! A mark has no sign of its own at its left: 根据国发〔2019〕5号, 转发辽政办发〔2015〕39号, 盖州市人民政府盖政发
//! 〔2015〕3号. What bounds it is the words that stand before marks and never inside them, the names of organs, and the
//! known beginnings of marks.

use std::{borrow::Cow, sync::LazyLock};

use super::cursor::Cursor;
use crate::text::{char_set::CharSet, words::Vocabulary};

/// Characters of a mark at most.
const LONGEST_MARK: usize = 14;
/// Characters of an issuer's name before 令 or 公告 at most.
const LONGEST_NAME: usize = 26;

/// Words of running text that end where a mark begins.
const WORDS_BEFORE: &str = "根据 依据 按照 遵照 依照 参照 对照 转发 印发 下发 制发 收到 发布 发出 出台 颁布 颁发 \
    制定 贯彻 落实 执行 实施 传达 学习 报送 废止 修改 修订 失效 有效 同时 以及 关于 文件 \
    文号 字号 编号 号文 通知 意见 决定 规定 精神 要求 附件 详见 参见 见于 有关 上述 下列 \
    原文 部署 经由 依托 结合 起草 代替 替代 取代 遵循 引用 包括 例如 其中 我市 我省 我县 \
    我区 我局 批准 批转 批复 办法 条例 细则 方案 报告 年度 内容 标题 名称 截至 自从 符合 \
    违反 适用 涉及 针对 围绕 严格 认真 分别 先后 公布 公开了 印制";

/// Single characters that end where a mark begins and are in no mark.
static SIGNS_BEFORE: CharSet = CharSet::of("的以与及由是在据按照了把被该等或为对向至号號年之且因则但");

/// Characters that may be a conjunction (和国办发〔…〕) or the first of a place (和县: 和政发). They are cut only before a
/// known beginning.
static MAYBE_BEFORE: CharSet = CharSet::of("和经于从将如含依原见同用凭函并即");

/// Ends of organs' names that may stand right before the mark of the organ.
const ORGAN_ENDS: &str = "人民政府 政府 国务院 办公厅 办公室 委员会 管委会 领导小组 总局 指挥部";
/// Their last characters: without one of them no organ is named.
static ORGAN_LASTS: CharSet = CharSet::of("府院厅室会组局部");
/// One-character ends, believed only before a known beginning.
static SHORT_ENDS: CharSet = CharSet::of("局厅部委院会省市县区州盟旗");

/// Letters of provinces（省级简称）, and 兵 of the Xinjiang corps.
static PROVINCES: CharSet = CharSet::of("京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云滇藏陕甘青宁新蒙陇秦蜀贵兵");
/// What follows the letter of a place.
static BODIES: CharSet = CharSet::of("政府委办发人协党纪组宣");

/// Beginnings of marks of central organs.
const CENTRAL: &str = "国发 国办 国函 国令 国阅 国任 国监 中发 中办 中纪 中组 中宣 中央 厅字 厅发 国资 国土 \
    国税 国科 国卫 国环 国市 国信 国新 国能 国统 国知 国粮 国林 国海 国测 国质 国食 国铁 \
    国文 国档 国人 国权 国法 国密 国管 国审 国防 国宗 国农 发改 财 教 工信 民发 民函 公通 \
    公 司 人社 自然资 环 建 交 水 农 商 文旅 应急 银 审 署 税总 金 证监 广 体 医保 \
    药监 林 粮 民航 汇 网信 法 卫 科 工商 安监 海 邮 旅 统 档 高检 铁 保监 新出 文 \
    残联";

/// Marks of one character.
const SINGLE: &str = "财教公法农水交建环民商税审体统林粮海药卫人工科铁安司文";

/// The last characters of a mark: series, offices and topics.
static ENDS: CharSet = CharSet::of(
    "发函办秘规字传电任复呈请报通告纪督令政府委组建财综法教商农水环社资交安审监规保卫体文旅统党人协厅会土息价工企基开信议批干任知行计贸科库税案知管征预采",
);

/// What never is a document number though it looks like one: courts, penalties, licences, certificates.
const NOT_A_MARK: &str = "罚 证 准字 许字 健字 妆字 械字 械注 药字 民初 民终 民申 刑初 刑终 行初 行终 行申 行审 \
    执字 执异 执保 执恢 民字 刑字 仲案 仲裁 检刑 起诉 国用 集用 房权 备案 网安 ＩＣＰ 许可 \
    网文 通信 广字 注册 商标 专利 登记 电话 邮编 附件 附表 合同 第";

/// Traditional characters of marks and their simplified forms.
const SIMPLIFIED: &str = "國国 辦办 發发 開开 廳厅 財财 規规 農农 電电 傳传 黨党 組组 會会 務务 應应 總总 稅税 \
    衛卫 環环 資资 統统 審审 監监 銀银 證证 廣广 體体 醫医 藥药 鐵铁 網网 糧粮 協协 紀纪 \
    報报 請请 復复 遼辽 滬沪 蘇苏 閩闽 贛赣 魯鲁 粵粤 瓊琼 雲云 陝陕 寧宁 瀘泸 廈厦 營营 \
    蓋盖 區区 縣县 黃黄 無无 漢汉 濟济 錫锡 陽阳 龍龙 東东 豐丰 長长 門门 貴贵 陳陈 號号 \
    職职 業业 據据 轉转 關关 於于 執执 實实 貫贯 徹彻 產产 産产 勞劳 動动 計计 勸劝 聯联 \
    員员";

/// A Chinese character, 〇 included.
fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇')
}

/// The mark that ends at byte `end`: its first byte. `None` where what stands there is no mark.
pub(super) fn start(text: &str, end: usize) -> Option<usize> {
    let begin = bound(text, end, LONGEST_MARK)?;
    let mark = &*simplified(text.get(begin..end)?);
    static NEVER: LazyLock<Option<Vocabulary>> = LazyLock::new(|| vocabulary(NOT_A_MARK));
    if NEVER.as_ref()?.is_in(mark) {
        return None;
    }
    let mut chars = mark.chars();
    let first = chars.next()?;
    if chars.next().is_none() && !SINGLE.contains(first) {
        return None;
    }
    // (2016)京行初〔…〕: what follows a bracketed year is a court's number; what follows a letter is a code.
    let mut left = Cursor::new(text, begin);
    let glued = left.peek().is_some_and(|c| c.is_ascii_alphanumeric());
    if glued && !is_known(mark) {
        return None;
    }
    if left.eat(|c| matches!(c, ')' | '）' | '〕' | ']')).is_some() && left.year().is_some() {
        return None;
    }
    Some(begin)
}

/// The name of an issuer that ends at byte `end`, before 令 or 公告: its first byte, or `end` where no name stands there.
pub(super) fn name_start(text: &str, end: usize) -> usize {
    bound(text, end, LONGEST_NAME).unwrap_or(end)
}

/// The first byte of the run of Chinese characters that ends at `end`, without the running text before the mark.
fn bound(text: &str, end: usize, longest: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, end);
    let mut whole = true;
    for count in 0.. {
        let place = cursor;
        let Some(sign) = cursor.eat(|c| is_han(c) && !SIGNS_BEFORE.has(c)) else { break };
        // 18日国务院令 is a date and an order; 日政发 is a mark of 日照.
        if "月日".contains(sign) && cursor.peek().is_some_and(|c| c.is_ascii_digit()) {
            cursor = place;
            break;
        }
        if count == longest {
            whole = false;
            break;
        }
    }
    // Both spellings of a character have three bytes: places in the one are places in the other.
    let run = &*simplified(text.get(cursor.at..end)?);
    static BEFORE: LazyLock<Option<Vocabulary>> = LazyLock::new(|| vocabulary(WORDS_BEFORE));
    let mut hits = Vec::new();
    BEFORE.as_ref()?.find(run, &mut hits);
    let mut cut = hits.iter().map(|hit| hit.end).max().unwrap_or(0);
    if longest == LONGEST_MARK {
        // Till nothing is left to cut, so that the mark says the same when it is read alone.
        loop {
            let next = past_unknown(run, past_organ(run, cut));
            if next == cut {
                break;
            }
            cut = next;
        }
    } else if let Some(("", rest)) = run.get(cut..).and_then(|name| name.split_once(['和', '经', '原']))
        && rest.starts_with(['国', '中', '省', '市'])
    {
        cut = run.len() - rest.len();
    }
    // A run without any bound is running text, unless a known beginning was found in it.
    (whole || cut > 0).then_some(cursor.at + cut)
}

/// Where the mark begins after the name of its organ: 盖州市人民政府|盖政发.
fn past_organ(run: &str, cut: usize) -> usize {
    let tail = run.get(cut..).unwrap_or_default();
    if !tail.chars().any(|c| ORGAN_LASTS.has(c)) {
        return cut;
    }
    ORGAN_ENDS
        .split(' ')
        .filter_map(|end| tail.rfind(end).map(|at| at + end.len()))
        .filter(|&at| {
            let mark = tail.get(at..).unwrap_or_default();
            let mut chars = mark.chars();
            // 市政府办发 is one mark: its 办发 names no organ.
            chars.next().is_some_and(|c| !"办发函字令秘".contains(c) || is_known(mark)) && chars.next().is_some()
        })
        .max()
        .map_or(cut, |at| cut + at)
}

/// Where a known beginning stands after something that is no part of a mark.
fn past_unknown(run: &str, cut: usize) -> usize {
    let tail = run.get(cut..).unwrap_or_default();
    // The two characters before, with their places.
    let mut before = [(0, ' '); 2];
    for (index, (at, c)) in tail.char_indices().enumerate() {
        let [(earlier, _), (_, last)] = before;
        before = [before[1], (at, c)];
        let ended = index >= 3 && SHORT_ENDS.has(last);
        if !(ended || index >= 4 || index == 1 && MAYBE_BEFORE.has(last)) {
            continue;
        }
        let mark = tail.get(at..).unwrap_or_default();
        // 水利部水建〔…〕: the mark takes up a sign of the name before it.
        let echoes = ended && tail.get(..at).is_some_and(|left| left.contains(c)) && mark.chars().nth(1).is_some();
        if echoes || opens_known(mark) {
            // 某某赣府厅发〔…〕: 厅发 opens marks, but not behind the province and the organ whose mark it is.
            let is_whole = tail.get(earlier..).is_some_and(opens_province);
            return cut + if is_whole && index >= 2 { earlier } else { at };
        }
    }
    cut
}

/// Whether it begins as the marks of the central organs in full spelling or of a province do: 国办…, 辽政….
fn opens_known(mark: &str) -> bool {
    CENTRAL.split(' ').any(|head| head.chars().count() > 1 && mark.starts_with(head)) || opens_province(mark)
}

/// Whether it begins with the letter of a province and a body of it.
fn opens_province(mark: &str) -> bool {
    let mut chars = mark.chars();
    chars.next().is_some_and(|c| PROVINCES.has(c)) && chars.next().is_some_and(|c| BODIES.has(c))
}

/// Whether a mark is so well formed that a lost bracket or 号 may be restored: a known beginning and a known end.
pub(super) fn is_known(mark: &str) -> bool {
    let mark = &*simplified(mark);
    let mut chars = mark.chars();
    let (Some(first), Some(last)) = (chars.next(), mark.chars().next_back()) else { return false };
    let body = mark.chars().skip(1).any(|c| "政府委党".contains(c));
    mark.chars().nth(1).is_some()
        && ENDS.has(last)
        && (CENTRAL.split(' ').any(|head| mark.starts_with(head)) || PROVINCES.has(first) || body)
}

/// Whether it ends as a mark does; asked where round brackets may enclose any year.
pub(super) fn ends_well(mark: &str) -> bool {
    simplified(mark).chars().next_back().is_some_and(|c| ENDS.has(c))
}

/// The mark in simplified characters.
pub(super) fn simplified(mark: &str) -> Cow<'_, str> {
    static FORMS: LazyLock<(CharSet, Vec<(char, char)>)> = LazyLock::new(|| {
        let pair = |pair: &str| Some((pair.chars().next()?, pair.chars().nth(1)?));
        let mut forms: Vec<(char, char)> = SIMPLIFIED.split_whitespace().filter_map(pair).collect();
        forms.sort_unstable();
        (CharSet::of(&forms.iter().map(|&(traditional, _)| traditional).collect::<String>()), forms)
    });
    let (traditional, forms) = &*FORMS;
    if !mark.chars().any(|c| traditional.has(c)) {
        return Cow::Borrowed(mark);
    }
    let known = |c: char| forms.binary_search_by_key(&c, |&(traditional, _)| traditional).ok();
    let form = |c: char| known(c).and_then(|index| forms.get(index)).map_or(c, |&(_, simplified)| simplified);
    Cow::Owned(mark.chars().map(form).collect())
}

/// The words of a list, found in one pass.
fn vocabulary(list: &str) -> Option<Vocabulary> {
    Vocabulary::new(list.split_whitespace()).ok()
}
