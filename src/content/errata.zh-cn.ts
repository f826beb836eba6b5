import type { ErratumId, ErratumWords } from './errata.en.ts';

export const errataZhCn: Readonly<Record<ErratumId, ErratumWords>> = {
  E1: { says: '标题许诺了一个真实的泄漏案例。', happens: '正文没有讲任何事故：没有数字，没有时间线，也没有根因。' },
  E2: {
    says: '忽略 `os.Open` 的错误，接下来的 `file.Stat()` 会 panic。',
    happens: '对 nil 文件调用 `Stat` 只返回错误；再去用那个 nil `FileInfo` 才会 panic。',
  },
  E3: {
    says: '没有 Recovery，处理函数里的 panic 可能让服务崩溃。',
    happens: '`net/http` 按连接恢复：断开的只是那个客户端，服务器照常运行。Recovery 带来的是 500 和日志。',
  },
  E4: { says: '协程里的 panic 可能让主程序崩溃。', happens: '每次都会崩溃，退出码为 2；任何 Recovery 都看不到它。' },
  E5: {
    says: '用 `RecoveryWithWriter(os.Stderr)` 加自定义上报，再调用 `r.Run`。',
    happens: '`Recovery()` 本来就写到那里；而 `Run` 的错误被丢掉：端口被占时程序无声结束，退出码为 0。',
  },
  E6: { says: 'Recovery 排在日志之前。', happens: '这样一来，发生 panic 的请求没有访问日志。应当日志在外，Recovery 在内。' },
  E7: { says: 'CORS 在路由之后加载就无法响应预检。', happens: '预检正常，缺少响应头的是请求本身：失败的方向正好相反。' },
  E8: {
    says: '不校验的输入会引起越界或注入。',
    happens: '绑定到有类型的结构体时两者都不会发生。真正的问题是请求体没有上限，未知字段和多余数据照单全收。',
  },
  E9: {
    says: '登录示例：用户名要求是邮箱，失败时返回 `err.Error()`。',
    happens: '不是邮箱的用户名一律被拒，六个空格却可以当密码，客户端还会看到 Go 的类型名。',
  },
  E10: { says: '`errors.New` 返回匿名结构体。', happens: '它返回一个具名类型的指针，所以文字相同的两个错误并不相等。' },
  E11: { says: '`error` 里放的是具体类型的指针。', happens: '任何有 `Error` 方法的类型都可以；放进一个 nil 指针，得到的是不等于 nil 的错误。' },
  E12: { says: '用 `errors.Unwrap` 取回原始错误。', happens: '它只走一步。沿着整条链走的是 `errors.Is` 和 `errors.As`，`errors.Join` 的结果也一样。' },
  E13: { says: 'Gin 的上下文支持取消和超时。', happens: '默认情况下它的 `Done()` 是 nil，永远不会触发；会触发的是 `c.Request.Context()`。' },
  E14: { says: '上下文贯穿请求的整个生命周期。', happens: '之后还会被重复使用：Gin 把上下文放在池里，留着它的 goroutine 读到的是下一个请求。' },
  E15: { says: '`c.Error` 收集错误，最后由中间件统一处理。', happens: '只有它的话，响应是空的 200；不调用 `c.Abort`，后面的处理函数照样执行。' },
  E16: { says: '由 `HandleRecovery` 统一响应收集到的错误。', happens: 'Gin 没有导出这个函数；panic 也会绕过读取 `c.Errors` 的中间件。' },
  E17: { says: '响应写出后上下文失效，错误被忽略。', happens: '`c.Error` 仍然能追加，也仍然能读到。出问题的是响应两次。' },
  E18: { says: '连接、文件、锁是同一种泄漏。', happens: 'Go 回收到被丢弃的文件时会关闭它；Rows、事务和没读完的响应体永远不会自己归还。' },
  E19: { says: '在循环里打开数据库并 Ping，最多三次。', happens: '每次失败都留下一个没关的连接池，Ping 的错误丢了，调用者拿到的是不可用的池。' },
  E20: { says: '`sql.Open` 只检查地址，逐渐变长的等待可避免雪崩。', happens: '有的驱动连地址都不检查；没有抖动，所有客户端会在同一时刻回来。' },
  E21: {
    says: 'Koa 中间件捕获并记录错误，只有“不是 Promise 拒绝”的错误会漏过。',
    happens: '它吞掉了捕获到的错误，客户端得到 404。漏过去的是回调里的异常、无人等待的 Promise 和永不结束的等待。',
  },
  E22: { says: '忽略 `next()` 的返回值会让链断裂。', happens: '确实如此：处理函数还没结束就发出 404，它的错误变成未处理的拒绝。' },
  E23: { says: '错误处理放在链的末尾。', happens: '在 Koa 和 Gin 里它必须在最外层，也就是最前面。只有 Express 要求放在最后。' },
  E24: {
    says: 'Koa 和 Express 可以共用一个错误中间件。',
    happens: '在 Express 里它什么也捕获不到；在 Koa 里它暴露内部的错误码和消息，忽略 `err.status`，也不写日志。',
  },
  E25: { says: '错误分三类：4xx、5xx 以及 401/403。', happens: '401 和 403 也是 4xx。给每一类划定不重叠的编码区间就可以用。' },
  E26: {
    says: '`defer` 加 `recover` 可以避免 panic 后的泄漏。',
    happens: '只有写在 defer 里的才会释放。没有用 `defer` 解的锁会一直锁着，而进程带着它继续运行。',
  },
  E27: { says: '`defer file.Close()` 能确保文件关闭。', happens: '`Close` 的错误被丢掉，写文件时就意味着丢数据；写在循环里，函数结束之前一个也不会关。' },
  E28: { says: '`defer` 捕获当前的值或引用。', happens: '参数在 `defer` 语句处求值；闭包则在运行时才读取变量。' },
  E29: { says: '检查错误，然后用 `log.Fatal` 结束。', happens: '`log.Fatal` 不执行任何 defer，只适合放在 `main` 里、什么都还没打开的时候。' },
  E30: {
    says: '示例在 2 秒期限下等待 3 秒，并打印任务超时。',
    happens: '那个分支永远不会先到；照原样写，函数立即返回并取消，goroutine 看到的是 `context canceled`。',
  },
  E31: { says: '`ctx.Err()` 为 nil 表示正常结束。', happens: '它只表示还没有人取消。正常完成并调用 `cancel()` 之后，得到的是 `context.Canceled`。' },
  E32: { says: '带超时的上下文可以防止 goroutine 堆积。', happens: '它自己什么也停不下来。不看 `Done()` 的，或者向没人读的 channel 写入的，都会留下。' },
  E33: { says: '导入 `net/http/pprof`，在另一个端口监听。', happens: '对 Gin 来说是对的，因为它不使用默认的 mux。这个端口只应对本机开放。' },
  E34: { says: '`gc=1` 会先回收再取堆剖析。', happens: '的确如此。不加它，看到的是上一次回收时的状态；而且每 512 KiB 分配才采样一次。' },
  E35: { says: '`web` 打开火焰图，`top` 显示对象类型。', happens: '`web` 打开的是调用图，火焰图要用 `-http`。Go 的剖析只有分配时的栈，没有类型。' },
  E36: {
    says: '用 `context.WithValue(context.Background(), "reqID", …)` 传递编号。',
    happens: '字符串键会和别人的键冲突；`Background()` 则丢掉了请求的取消信号。',
  },
  E37: { says: '对比压测前后的 `runtime.NumGoroutine()`。', happens: '只看一次误差很大。要反复看到数值稳定，再比较各自的栈。' },
  E38: {
    says: '用 Prometheus 监控：actuator、`jvm_memory_used_bytes`、`up == 0`。',
    happens: '那是 Spring Boot 的配置：Go 服务没有 `jvm_` 指标，而泄漏期间 `up` 一直是 1。',
  },
  E39: {
    says: '静态的 `/healthz` 同时供两种探针使用，并在连接池耗尽时阻止了故障扩散。',
    happens: '固定的响应在所有订单都失败时仍是 200，它不可能阻止任何事情。',
  },
  E40: { says: '秒杀用 `uber-go/ratelimit` 做令牌桶。', happens: '它是漏桶，让所有请求等待，并且不理会截止时间。应当直接用 429 拒绝。' },
  E41: { says: '库存服务出错时改用本地缓存。', happens: '秒杀中过期的库存会超卖；熔断器的超时也不会停下它已经放弃的那次调用。' },
  E42: { says: '用 Consul 的 `api.NewWatcher` 热更新。', happens: '没有这个函数。真正的接口要求检查错误、校验内容，并且能够停止。' },
  E43: { says: '用 Nginx 的 `map` 把 5% 的用户分到灰度版本。', happens: '`map` 不懂百分比，`split_clients` 才会：它对用户编号取哈希。' },
  E44: { says: '平均响应从 380 ms 降到 92 ms，P99 下降 70%。', happens: '一个平均值，一个百分位，没有负载，没有基线，同时又有多项改动：无从核实。' },
  E45: { says: '日志记录级别、trace id、方法、路径和耗时。', happens: '缺少状态码、路由和错误链，而找问题靠的正是这三样。' },
  E46: {
    says: '`error` 接口，`%v` 与 `%w`，`defer` 的顺序和参数，取消向下传递。',
    happens: '都如文章所说。表格里的勾叉在排版时丢失了，由我们的课程补上。',
  },
};
