//! The words that end the names of bodies, may stand before the end, or look like either and are not.

use std::{collections::HashSet, sync::LazyLock};

use super::Body;
use crate::text::char_set::CharSet;

/// Endings and what they name, longer ones before the ones that end them.
const ENDINGS: &[(Body, &str)] = &[
    (Body::Government, "人民政府 政府 国务院"),
    (Body::FieldOffice, "街道办事处 办事处"),
    (Body::LeadingGroup, "领导小组 工作小组 协调小组 指挥部"),
    (Body::ManagementCommittee, "管理委员会 管委会"),
    (Body::Assembly, "常务委员会 常委会 代表大会 人大 政协"),
    (Body::Association, "居民委员会 村民委员会 居委会 村委会"),
    (Body::Department, "委员会"),
    (Body::Office, "办公厅 办公室"),
    (Body::Court, "检察院 法院"),
    (Body::Party, "党工委 省委 市委 县委 区委 党委 党组 工委 纪委 政法委 组织部 宣传部 统战部"),
    (Body::Institution, "党校 中心 图书馆 档案馆 博物馆 文化馆 体育馆 科技馆 医院 卫生院 学院 研究院 设计院 研究所"),
    (Body::FieldOffice, "派出所"),
    (Body::Institution, "大学 中学 小学 监测站"),
    (Body::Company, "公司 集团 银行 支行 分行 供销社"),
    (Body::Association, "协会 学会 商会 联合会 总工会 工商联 残联 妇联 红十字会 基金会"),
    (Body::Department, "海关 支队 大队 总队 局 厅 署 委"),
    (Body::Office, "办"),
];

/// What a ministry is for; other words in 部 are parts of things（西部, 干部, 全部）.
const MINISTRIES: &str = "财政 教育 公安 民政 司法 商务 农业 农村 交通运输 交通 信息化 环境 环境保护 资源 水利 \
    文化 旅游 科技 科学技术 外交 国防 建设 保障 退役军人事务 应急管理 铁道 卫生 武装 人事 \
    监察 国家安全";

/// Words that end as a body does and are none.
const NOT_BODIES: &str = "布局 格局 结局 大局 全局 时局 当局 开局 困局 骗局 僵局 残局 破局 定局 部署 签署 专署 \
    客厅 餐厅 大厅 展厅 常委 原委 评委 政委 承办 主办 协办 督办 交办 转办 代办 经办 兴办 \
    举办 开办 创办 查办 通办 公办 民办 筹办 停办 申办 续办 补办 快办 帮办 领办 包办 自办 \
    合办 联办 网办 可办 好办 难办 待办 拟办 会办 专办 严办 惩办 催办 缓办 法办 照办 速办 \
    急办 牵头办 马上就办 立办 即办 只办 新办 现办 已办 未办 办 司局 部委 两委 合署 阅办 \
    新局 好局 营业厅 副中心 服务大厅 办事大厅 便民中心 重心 核心 人大代表 大中学 中小学 \
    大数据中心论 以人民为中心";

/// Words that name a kind of body and nobody, where nothing but such words stands before them.
static BARE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "政府 人民政府 办公室 办公厅 委员会 常委会 常务委员会 领导小组 工作小组 协调小组 管委会 \
    管理委员会 中心 公司 集团 法院 人民法院 检察院 人民检察院 办事处 街道办事处 支队 大队 总队 \
    协会 学会 商会 联合会 医院 学院 大学 中学 小学 银行 总局 分局 党委 党组 工委 党工委 \
    纪委 人大 政协 图书馆 档案馆 博物馆 文化馆 体育馆 科技馆 卫生院 研究院 设计院 研究所 \
    派出所 监测站 指挥部 居委会 村委会 居民委员会 村民委员会 基金会 海关 管理局 分公司 子公司 \
    有限公司 主管局 总公司 代表大会 市局 省局 县局 区局 党校 局 厅 署 委 常委 组委 街道办 \
    总工会 支行 分行 中心支行"
        .split(' ')
        .collect()
});

/// Words before an ending that make no name of it by themselves.
static WEAK: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "乡 镇 乡镇 村 社区 街道 行业 上市 财务 信托 基金 保险 商业 专科 公立 民营 专业 社会 \
    区县 县区 市县 市区 工作 专项 本级 基层 主管 日常 各级 专门 常设 机构 行政 人民 事业 \
    企业 一个 单位"
        .split(' ')
        .collect()
});

/// Words of any kind that end the name to the left.
static BREAKS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "委托 须 报 项 报请 部署 通报 列席 呈报 围绕 直辖市 计划单列市 地级市 设区市 各市 全市 \
    全省 全县 全区 县级市 乡镇 有关 相关 各 各级 各个 上级 下级 等 其他 其它 成员 单位 \
    部门 主任 副主任 组长 副组长 局长 副局长 市长 副市长 县长 区长 同志 书记 领导 负责人 \
    秘书长 人员 代表 委员 情况 内容 结果 事项 问题 报告 意见 通知 要求 精神 文件 方式 电话 \
    地址 网站 网址 邮箱 时间 日期 年度 期间 制度 来源 作者 名称 名单 附件 日前 责任 牵头 \
    重点 领域 信息来源 发布机构 主动 及时 联合 会同 提请 报送 全部 全体 所有 其中 相应 一律 \
    目前 近日 依法 继续 设立 成立 建立 设置 成员单位 牵头单位 责任单位 主办单位 承办单位 办公 \
    分别 依托 依据 根据 会议 申请人 联系人 咨询 地点 场所 窗口 渠道 平台 现场 一 两个 多个"
        .split(' ')
        .collect()
});

/// Verbs that are subjects of bodies: 公开, 监督.
static SUBJECTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "公开 监督 管理 规划 建设 服务 保障 检查 执法 审计 统计 改革 发展 审批 交易 监测 监察 \
    保护 编制 协调 救助 救援 征收 招商 投资 保密 教育 招生 考试 采购 评审 仲裁 应急 指挥 \
    防治 控制 预防 整治 治理 扶贫 振兴 推进 督查 考核 评估 评价 认证 检验 检测 检疫 质量 \
    综合 国有 民用 高级 中级 保险 信访 接待 安置 运输 开发 合作 研究 计划 生育 体改 打假 \
    反恐 维护 稳定 落实 疾病 转变 优化 试验 实验 示范 经济 节约"
        .split(' ')
        .collect()
});

/// Pairs that 和 or 与 joins inside one name: 人口与计划生育.
const PAIRS: &str = "人口-计划生育 发展-改革 住房-城乡 人力资源-社会 资源-社会 工业-信息 经济-信息 文化-旅游 \
    文化-广 资源-规划 规划-自然 卫生-计划 卫生-健康 民族-宗教 保障-房 粮食-物资 林业-草原 \
    体育-旅游 教育-体育 教育-科技 科技-工业 商务-粮食 安全-生产 城市管理-综合 管理-综合 \
    管理-行政 国土-房 资源-房 规划-国土 水利-湖泊 园林-绿化 绿化-市容 科学-技术 技术-改革 \
    金融-监督 网络安全-信息 安全-信息 工商-质量 经济-发展 经济-商务";

/// What stands behind 政府 where it is no body but a part of another word: 政府信息.
const AFTER_GOVERNMENT: &str = "信息 网 门户 公报 采购 规章 职能 部门 债 投资 数据 机构 公文 文件 开放 公信 管理 职责 \
    购买 机关 行为 决策 工作报告 性 各 相关 有关 法制 系列 及其 及各 和部门 服务";

/// Words for 市, 省 … before an ending.
static LEVELS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "省 市 县 区 镇 乡 州 旗 盟 全国 国家 国务院 中央 中共 中国 中华人民共和国 我市 我省 \
    我县 我区 本市 本省 自治区 自治县 自治州"
        .split(' ')
        .collect()
});

/// Bodies of which each has a 本部门 of its own.
pub(super) const EACH: &[&str] =
    &["各单位", "各部门", "各机关", "各级", "各地", "各县", "各区", "各市", "各镇", "各乡", "各街道", "各科室"];

/// What the writer calls itself.
pub(super) const SELF: &[(&str, Body)] = &[
    ("本机关", Body::Unnamed),
    ("本行政机关", Body::Unnamed),
    ("本单位", Body::Unnamed),
    ("本部门", Body::Unnamed),
    ("我单位", Body::Unnamed),
    ("我机关", Body::Unnamed),
    ("我局", Body::Department),
    ("本局", Body::Department),
    ("我委", Body::Department),
    ("本委", Body::Department),
    ("我厅", Body::Department),
    ("本厅", Body::Department),
    ("我办", Body::Office),
    ("本办", Body::Office),
    ("我署", Body::Department),
    ("我院", Body::Institution),
    ("我中心", Body::Institution),
    ("本中心", Body::Institution),
    ("我街道", Body::FieldOffice),
    ("我镇", Body::Government),
    ("我乡", Body::Government),
];

/// Whether a name may end with the character `c`, `before` being the one before it and `behind` what follows: a test
/// that lets most of a text pass without the segmenter.
pub(super) fn may_end(before: char, c: char, behind: &str) -> bool {
    match c {
        '局' | '厅' | '署' | '委' | '馆' => true,
        '办' => !behind.starts_with(['理', '法', '结', '复', '事', '学', '好', '件', '案']),
        '府' => before == '政' && !AFTER_GOVERNMENT.split(' ').any(|word| behind.starts_with(word)),
        '务' => false,
        '室' => before == '公',
        '组' => matches!(before, '小' | '党'),
        '会' => "员委协学商合工字金常".contains(before),
        '院' => "法察医学究务计生我".contains(before),
        '心' => before == '中',
        '部' => MINISTRIES.split(' ').any(|word| word.ends_with(before)) || "织传战挥".contains(before),
        '司' => before == '公',
        '行' => matches!(before, '银' | '支' | '分'),
        '团' => before == '集',
        '关' => matches!(before, '机' | '海'),
        '队' => "支大总".contains(before),
        '处' => before == '事',
        '所' => "究出".contains(before),
        '社' => before == '销',
        '学' => "大中小".contains(before),
        '校' => before == '党',
        '站' => before == '测',
        '联' => "残妇商".contains(before),
        '大' => before == '人',
        '协' => before == '政',
        '位' => before == '单',
        '门' => before == '部',
        '道' | '镇' | '乡' => matches!(before, '我' | '街'),
        _ => false,
    }
}

/// [`ENDINGS`] one by one, and their last characters with the 部 of ministries: most words end with none of them.
static ENDING_LIST: LazyLock<(CharSet, Vec<(&str, Body)>)> = LazyLock::new(|| {
    let list: Vec<_> = ENDINGS.iter().flat_map(|&(body, ends)| ends.split(' ').map(move |end| (end, body))).collect();
    let last: String = list.iter().filter_map(|(end, _)| end.chars().next_back()).chain(['部']).collect();
    (CharSet::of(&last), list)
});

/// The body that a word ends in the name of.
pub(super) fn ending(word: &str) -> Option<Body> {
    let (last, list) = &*ENDING_LIST;
    if !word.ends_with(|c| last.has(c)) {
        return None;
    }
    let known = list.iter().find(|(end, _)| word.ends_with(end)).map(|&(_, body)| body);
    let body = known.or_else(|| {
        let subject = word.strip_suffix('部')?;
        MINISTRIES.split(' ').any(|ministry| subject.ends_with(ministry)).then_some(Body::Department)
    })?;
    let other = |not: &str| word.ends_with(not) && (not == word || not.chars().nth(1).is_some());
    (!NOT_BODIES.split(' ').any(other)).then_some(body)
}

/// Whether it is a level, 市: what stands before it can only be a place.
pub(super) fn is_level(word: &str) -> bool {
    LEVELS.contains(word)
}

pub(super) fn is_bare(word: &str) -> bool {
    BARE.contains(word)
}

pub(super) fn is_weak(word: &str) -> bool {
    WEAK.contains(word) || is_bare(word)
}

pub(super) fn is_break(word: &str) -> bool {
    BREAKS.contains(word)
}

pub(super) fn is_subject(word: &str) -> bool {
    SUBJECTS.contains(word)
}

/// Bodies that are always of a place or a level.
pub(super) fn is_of_a_place(word: &str) -> bool {
    matches!(word, "政府" | "人民政府" | "人大" | "政协" | "代表大会")
}

/// Whether 政府 with this behind it is part of another word.
pub(super) fn is_taken_up(behind: &str) -> bool {
    AFTER_GOVERNMENT.split(' ').any(|word| behind.starts_with(word))
}

/// Whether 和 between these joins two subjects of one body.
pub(super) fn is_pair(left: &str, right: &str) -> bool {
    PAIRS
        .split(' ')
        .filter_map(|pair| pair.split_once('-'))
        .any(|(first, second)| left.ends_with(first) && right.starts_with(second))
}
