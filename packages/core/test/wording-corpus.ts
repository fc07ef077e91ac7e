/**
 * Error sentences as panels write them, by meaning and language: one a line. Written as a panel owner would, not out of
 * the tables that they test.
 */
import type { WordingLanguage } from '../src/wordings.ts';

/** What a check makes of a sentence. Both kinds of rate limit count as one here: panels mix their words freely. */
export type CorpusClass =
  | 'invalid_key'
  | 'missing_key'
  | 'inactive_account'
  | 'wrong_action'
  | 'rate_limit'
  | 'maintenance'
  | 'address_not_allowed';

export const CORPUS: Record<CorpusClass, Record<WordingLanguage, string>> = {
  invalid_key: {
    en: `Invalid API key
      invalid_api_key
      InvalidApiKey
      Incorrect API Key
      The API key you entered is wrong.
      Bad API key
      API key not found
      Your API token is not valid
      This api key doesn't exist
      Unauthorized
      Unauthenticated.
      Authentication failed
      User Not Found
      Your API key has expired
      Wrong key or token!
      Access denied
      The provided API key is incorrect or was revoked
      API_KEY_INVALID
      Key is not correct
      apikey invalid
      Invalid credentials
      No user found with this API key
      We could not verify: API key mismatch
      Your key is wrong, please check it
      Authorization failed: bad token
      API key error
      Key does not exist
      Incorrect key
      That API key was not recognized
      invalid key or hash
      Access key invalid
      You are not authorized to perform this request
      Invalid API KEY, please check again
      The api key does not exist or is invalid
      Wrong API
      Forbidden: key revoked
      No such user
      Sorry, your API key is incorrect
      Please check your API key
      invalid token
      You have entered an invalid API key
      Unknown API key
      API authentication failed
      Not a valid key
      The key you supplied is not valid
      API key rejected
      Invalid user
      Wrong credentials
      key_invalid
      INVALID_API_TOKEN
      Unable to authenticate with the given key
      API KEY GEÇERSİZ`,
    tr: `API key hatalı
      Geçersiz API anahtarı
      API anahtarı geçersiz.
      Hatalı API Key
      Yanlış api anahtarı girdiniz
      API anahtarınız geçerli değil
      Api key bulunamadı
      Kullanıcı bulunamadı
      API KEY YANLIŞ!
      API anahtarınızın süresi dolmuş
      Yetkisiz erişim
      Erişim reddedildi
      Kimlik doğrulama başarısız
      Böyle bir API anahtarı mevcut değil
      Token geçersiz
      Girdiğiniz API anahtarı hatalıdır
      API anahtarı doğrulanamadı
      Api key geçersiz veya hatalı
      Geçersiz anahtar
      API anahtarı sistemde kayıtlı değil
      Anahtar geçersiz
      Lütfen API anahtarınızı kontrol edin
      Hatalı anahtar
      Hatalı kullanıcı
      Kullanıcı mevcut değil
      Geçersiz kullanıcı
      API Key eşleşmiyor
      Yetkiniz bulunmamaktadır
      Giriş yapmalısınız`,
    id: `Ups, Api Key Kamu Salah.
      API key salah
      API Key tidak valid
      Api key tidak ditemukan
      Kunci API tidak sah
      API Key yang anda masukkan salah
      Pengguna tidak ditemukan
      User tidak ditemukan
      Akses ditolak
      Autentikasi gagal
      Api key tidak terdaftar
      Kunci API tidak sesuai
      Token tidak valid atau kedaluwarsa
      API Key anda tidak cocok
      Api Key Anda Salah
      API key yang Anda gunakan tidak valid
      Kunci salah
      Kredensial tidak valid
      Api key tidak dikenali
      API key anda tidak ditemukan di sistem
      Api Key Tidak Sesuai
      API key kadaluarsa
      Mohon periksa kembali API key anda
      Tidak ada pengguna dengan API key tersebut
      Gagal autentikasi
      API Key yang dimasukkan salah`,
    ru: `Неверный API ключ
      Неверный ключ API
      API-ключ недействителен
      Ключ не найден
      Неправильный ключ
      Некорректный API ключ
      Пользователь не найден
      Доступ запрещён
      Ошибка авторизации
      Ваш ключ API не действителен
      Срок действия ключа истек
      Такого ключа не существует
      Вы не авторизованы
      Недействительный токен
      Ключ неверен
      Ошибка: неверный api key
      API key неверный
      Указан неверный ключ API
      Ключ API указан неверно
      Ключ доступа недействителен
      Не удалось найти пользователя с таким ключом
      API ключ введен неправильно
      Ключ API неверный или отсутствует
      Неверные учетные данные
      Проверьте API ключ
      Нет пользователя с таким ключом
      Авторизация не пройдена
      Ключ не подходит
      API-ключ недействительный
      Ключ API просрочен`,
    pt: `Chave de API inválida
      Chave API incorreta
      API key inválida
      A chave da API não é válida
      Chave não encontrada
      Usuário não encontrado
      Acesso negado
      Não autorizado
      Token inválido ou expirado
      Sua chave de API está errada
      Falha na autenticação
      Chave de API expirada
      A chave informada não existe
      Chave API não reconhecida
      Chave inválida
      API Key inválida ou inexistente
      A chave de acesso é inválida
      Credenciais inválidas
      Chave da API não encontrada no sistema
      Autenticação falhou
      Verifique sua chave de API
      Chave de API não é válida
      Token de acesso inválido
      Usuário inválido
      Chave incorreta
      Sem autorização`,
    es: `Clave API inválida
      Clave de API incorrecta
      API key no válida
      La clave API no es válida
      Clave no encontrada
      Usuario no encontrado
      Acceso denegado
      No autorizado
      Token inválido
      Su clave de API ha caducado
      Error de autenticación
      La llave API es incorrecta
      La clave API no existe
      Clave API errónea
      La clave no existe
      API Key incorrecta
      Credenciales incorrectas
      Su clave API no es correcta
      La API key proporcionada no es válida
      Clave inválida o inexistente
      Autenticación fallida
      Verifique su clave API
      La clave es incorrecta
      Usuario inválido
      Clave expirada
      Sin autorización`,
    ar: `مفتاح API غير صالح
      مفتاح API غير صحيح
      مفتاح الـ API خاطئ
      المفتاح غير صحيح
      مفتاح API غير موجود
      المستخدم غير موجود
      غير مصرح
      تم رفض الوصول
      فشل المصادقة
      رمز الوصول غير صالح
      مفتاح واجهة برمجة التطبيقات غير صالح
      انتهت صلاحية المفتاح
      مفتاح API منتهي الصلاحية
      غير مصرح لك بالوصول
      مفتاح الواجهة البرمجية غير صحيح
      المفتاح الذي أدخلته غير صالح
      مفتاح API الخاص بك غير صحيح
      الرمز غير صحيح
      بيانات الاعتماد غير صحيحة
      مفتاح غير صالح
      المفتاح خاطئ
      مفتاح خاطئ
      المستخدم غير صحيح
      مفتاح API هذا غير موجود
      يرجى التحقق من مفتاح API
      تعذر المصادقة
      غير مخول`,
  },
  missing_key: {
    en: `API key is required
      Missing API key
      api_key is missing
      No API key provided
      The key field is required.
      Please enter your API key
      API key not provided
      You must provide an API key
      key parameter is empty
      Api key cannot be empty
      No key
      Missing parameter: key
      Please specify your api token
      API token was not sent
      Missing required parameter: api_key
      Required parameter key is missing
      Api Key required!
      Parameter key is required
      You did not provide an API key
      API Key can't be blank
      api_key not set
      No token provided
      Please provide a valid API key
      No key given
      Missing api token
      Key required
      Where is your API key?
      Please send API key
      api_key parameter missing
      apiKey cannot be null`,
    tr: `API key eksik
      API anahtarı gerekli
      API anahtarı zorunludur
      Api key boş olamaz
      Api key girilmedi
      Lütfen API anahtarınızı girin
      API anahtarı belirtilmedi
      Key parametresi eksik
      API key gönderilmedi
      API anahtarı boş
      Token gerekli
      Api key boş bırakılamaz
      API anahtarınızı giriniz
      Key alanı zorunludur
      API anahtarı bulunmuyor
      api_key gerekli
      API anahtarı girin
      API anahtarı girmediniz
      Anahtar eksik
      Lütfen api key gönderin
      Api key zorunlu alan`,
    id: `API key wajib diisi
      Api key tidak boleh kosong
      API key kosong
      API key diperlukan
      Kunci API harus diisi
      Silakan isi API key
      API key belum diisi
      Masukkan API key
      Api key dibutuhkan
      API key tidak ada
      Harap isi kunci API
      Api key belum dimasukkan
      Kolom key wajib diisi.
      Key tidak boleh kosong
      Api key harus diisi!
      API key belum diisi.
      Harap masukkan API key
      API key harus disertakan
      Parameter api_key wajib`,
    ru: `Не указан API ключ
      Отсутствует API ключ
      API ключ не передан
      Ключ обязателен
      Укажите API ключ
      Требуется ключ API
      Ключ API не указан
      Пустой ключ
      Необходим ключ API
      Введите API ключ
      Параметр key обязателен
      Не передан токен
      API ключ отсутствует
      Не задан API ключ
      Ключ не может быть пустым
      Необходимо указать ключ API
      Поле key обязательно для заполнения.
      Нет ключа API
      Нужен API ключ
      Передайте API ключ
      Ключ API не найден в запросе
      Не введён ключ API
      Отсутствует ключ`,
    pt: `Chave de API não informada
      Chave de API obrigatória
      Chave API ausente
      Informe a chave da API
      A chave da API é obrigatória
      Chave não fornecida
      Falta a chave da API
      Chave de API vazia
      É necessário informar a chave
      Token não enviado
      A chave não foi enviada
      A chave API é necessária
      O campo key é obrigatório.
      Nenhuma chave de API fornecida
      Chave da API não foi fornecida
      É preciso informar a chave da API
      Informe sua chave de API
      Chave da API ausente
      Falta o parâmetro key
      Chave de API requerida
      Nenhum token informado`,
    es: `Falta la clave API
      Se requiere la clave API
      Clave API requerida
      La clave API es obligatoria
      Clave no proporcionada
      Debe proporcionar una clave API
      Clave API vacía
      Ingrese su clave API
      No se ha enviado la clave
      No se proporcionó la clave API
      La clave no puede estar vacía
      El campo key es obligatorio.
      No se ha proporcionado ninguna clave API
      Clave API no proporcionada
      Necesita una clave de API
      La clave de API es requerida
      Debe indicar la clave API
      Falta el parámetro key
      Proporcione una clave API
      Clave de API ausente
      Ninguna clave proporcionada`,
    ar: `مفتاح API مطلوب
      مفتاح API مفقود
      لم يتم إرسال مفتاح API
      يرجى إدخال مفتاح API
      المفتاح مطلوب
      المفتاح فارغ
      لم يتم توفير مفتاح API
      يجب إدخال مفتاح API
      لم يتم تحديد المفتاح
      حقل المفتاح إلزامي
      لا يوجد مفتاح
      حقل key مطلوب.
      مفتاح الواجهة مطلوب
      لم يتم تقديم أي مفتاح
      الرجاء إدخال المفتاح
      يجب توفير مفتاح API
      مفتاح API غير موجود في الطلب
      يرجى تقديم مفتاح API
      المفتاح ناقص
      مفتاح API فارغ`,
  },
  inactive_account: {
    en: `user_inactive
      Your account is inactive
      Account suspended
      Your account has been disabled
      User is banned
      Account is not active
      Your account is blocked. Contact support.
      This user has been deactivated
      Your API access is disabled
      Account pending approval
      The account is locked
      API key is disabled
      Your account has not been activated yet
      account disabled
      User account is deactivated.
      account_suspended
      USER_BANNED
      Your account was terminated
      API disabled
      API is disabled for this account
      This account has been frozen
      The user is not active
      El acceso a la API está deshabilitado
      Account is suspended
      Your account is not activated
      Account locked
      User blocked
      Your account has been closed
      Your account is temporarily disabled
      Inactive account
      Inactive user
      This account is banned
      Account not verified`,
    tr: `Hesabınız aktif değil
      Hesabınız pasif durumda
      Hesabınız askıya alındı
      Kullanıcı engellendi
      Hesap devre dışı
      Hesabınız banlandı
      Üyeliğiniz pasif
      Hesabınız kapatılmıştır
      Kullanıcı aktif değil
      Hesabınız donduruldu
      Hesabınız onaylanmamış
      Hesabınız askıda
      Üyeliğiniz askıya alınmıştır
      Hesabınız yasaklandı
      API erişiminiz kapatılmıştır
      Hesap pasif
      Hesabınız bloke edilmiştir
      Kullanıcı pasif
      Hesabınız silinmiştir
      Hesabınız kısıtlanmıştır
      Hesap askıya alınmış`,
    id: `Akun anda tidak aktif
      Akun dinonaktifkan
      Akun Anda telah diblokir
      Akun ditangguhkan
      Pengguna tidak aktif
      Akun anda disuspend
      Akun belum aktif
      User nonaktif
      Akun anda dibekukan
      Akun belum diverifikasi
      Akun kamu terkunci
      Akun anda telah dinonaktifkan
      Akun Anda terblokir
      Status akun anda tidak aktif
      Akun Anda sedang ditangguhkan
      Akun anda di banned
      Akun diblokir
      Akun Anda nonaktif
      Akun tersuspend
      Akun dikunci
      Akun ini telah ditutup`,
    ru: `Аккаунт неактивен
      Ваш аккаунт заблокирован
      Учетная запись отключена
      Пользователь заблокирован
      Аккаунт не активен
      Аккаунт приостановлен
      Ваша учётная запись деактивирована
      Пользователь забанен
      Аккаунт не активирован
      Аккаунт заморожен
      Пользователь неактивен
      Ваша учетная запись заблокирована
      Аккаунт отключен администратором
      Ваш аккаунт был деактивирован
      Доступ к API отключен
      Аккаунт временно заблокирован
      Аккаунт забанен
      Учетная запись неактивна
      Аккаунт удален
      Пользователь отключен
      Ваш профиль заблокирован
      Аккаунт ожидает подтверждения`,
    pt: `Conta inativa
      Sua conta está inativa
      Conta suspensa
      Sua conta foi bloqueada
      Usuário bloqueado
      Conta desativada
      Usuário inativo
      A conta não está ativa
      Sua conta foi banida
      Conta cancelada
      Conta não verificada
      Your account has been suspended, contact support
      Sua conta foi suspensa
      Conta banida
      Conta desabilitada pelo administrador
      Seu usuário está inativo
      O acesso à API está desativado
      Conta bloqueada
      Usuário suspenso
      Sua conta está desativada
      Conta encerrada
      A sua conta foi desabilitada`,
    es: `Cuenta inactiva
      Su cuenta está inactiva
      Cuenta suspendida
      Su cuenta ha sido bloqueada
      Usuario bloqueado
      Cuenta desactivada
      Usuario inactivo
      La cuenta no está activa
      Tu cuenta fue deshabilitada
      Cuenta baneada
      Su cuenta no ha sido activada
      Su cuenta está suspendida
      Tu cuenta está desactivada
      Usuario suspendido
      La cuenta ha sido cerrada
      Cuenta bloqueada
      Usuario desactivado
      Su cuenta está pendiente de aprobación
      Cuenta cerrada
      Tu usuario está inactivo`,
    ar: `الحساب غير نشط
      حسابك غير مفعل
      تم إيقاف حسابك
      الحساب معلق
      تم حظر المستخدم
      الحساب معطل
      حسابك محظور
      المستخدم غير نشط
      تم تعطيل الحساب
      حسابك موقوف
      الحساب مجمد
      تم حظر حسابك
      حسابك معطل حاليا
      تم تعليق حسابك
      الحساب غير فعال
      حسابك متوقف
      الحساب موقوف
      تم إيقاف الحساب
      حساب معطل
      الحساب محظور
      تم تجميد حسابك`,
  },
  wrong_action: {
    en: `Incorrect request
      Unknown action specified!
      Invalid action
      incorrect_request
      Bad request
      Action not found
      Wrong action
      Action is required
      Unsupported method
      Invalid command
      No action specified
      The action field is required.
      Undefined action
      Missing action parameter
      Unrecognized request
      Invalid Request Method
      invalid_action
      Action not supported
      This action is invalid
      Wrong method
      Invalid request
      Request is invalid
      Command not found
      Undefined method
      No such action
      invalid_request
      The selected action is invalid.
      Unknown method
      Please specify an action
      Método desconocido
      Unsupported action
      Action does not exist
      Bad action
      Unknown request
      Invalid method
      The action is not valid
      Unknown command
      method not supported
      Request type not recognized
      No such method
      invalid parameters
      Missing parameters
      Incorrect action!`,
    tr: `Geçersiz istek
      Hatalı işlem
      Geçersiz işlem
      Bilinmeyen işlem
      İşlem bulunamadı
      Hatalı istek
      Action eksik
      Geçersiz metod
      Geçersiz parametre
      İşlem belirtilmedi
      Desteklenmeyen işlem
      Geçersiz action
      İşlem geçersiz
      İşlem türü hatalı
      Tanımsız işlem
      Yanlış istek
      Eylem bulunamadı
      Geçersiz komut
      Bilinmeyen istek
      Geçersiz işlem türü
      Parametreler eksik
      Metod bulunamadı
      Böyle bir işlem yok`,
    id: `Permintaan tidak sesuai
      Permintaan salah
      Aksi tidak dikenal
      Action tidak valid
      Perintah tidak dikenali
      Permintaan tidak valid
      Action tidak ditemukan
      Tindakan tidak valid
      Metode tidak didukung
      Action salah
      Parameter tidak lengkap atau salah
      Aksi wajib diisi
      Aksi tidak valid
      Permintaan tidak dikenal
      Action tidak diketahui
      Aksi tidak ditemukan
      Perintah salah
      Permintaan Salah
      Action tidak dikenali
      Aksi salah
      Permintaan invalid
      Metode tidak ditemukan
      Parameter tidak valid
      Tindakan tidak dikenal`,
    ru: `Неверный запрос
      Неизвестное действие
      Некорректный запрос
      Неверное действие
      Неизвестный метод
      Метод не найден
      Действие не указано
      Неправильный запрос
      Неизвестная команда
      Метод не поддерживается
      Неверные параметры
      Неизвестный запрос
      Действие не найдено
      Недопустимое действие
      Не указано действие
      Ошибочный запрос
      Команда не найдена
      Такого действия нет
      Неизвестный параметр
      Неподдерживаемый метод
      Запрос не распознан
      Ошибка в запросе
      Неверный метод`,
    pt: `Ação inválida
      Requisição inválida
      Solicitação inválida
      Ação desconhecida
      Método inválido
      Ação não encontrada
      Comando inválido
      Requisição incorreta
      Ação não informada
      Método não suportado
      Parâmetros inválidos
      Ação incorreta
      Ação não suportada
      Pedido inválido
      Requisição mal formada
      Método desconhecido
      Ação não reconhecida
      Ação não existe
      Ação não permitida
      Solicitação não reconhecida
      Operação inválida
      Parâmetro inválido
      Comando não encontrado`,
    es: `Acción inválida
      Solicitud incorrecta
      Petición inválida
      Acción desconocida
      Método no válido
      Acción no encontrada
      Comando inválido
      Solicitud no válida
      Acción no especificada
      Método no soportado
      Parámetros incorrectos
      Acción incorrecta
      Acción no soportada
      Petición incorrecta
      Acción no reconocida
      Comando desconocido
      Operación no válida
      Acción no existe
      Solicitud desconocida
      Método no encontrado
      Parámetro inválido
      La acción no es válida`,
    ar: `إجراء غير صالح
      طلب غير صالح
      طلب غير صحيح
      إجراء غير معروف
      الإجراء غير موجود
      أمر غير معروف
      العملية غير صالحة
      طلب خاطئ
      لم يتم تحديد الإجراء
      الطريقة غير مدعومة
      معاملات غير صحيحة
      الطلب غير صالح
      الإجراء غير معروف
      الأمر غير موجود
      إجراء غير مدعوم
      عملية غير معروفة
      طلب غير معروف
      طريقة غير صحيحة
      طلب غير مدعوم
      إجراء خاطئ
      أمر غير صحيح
      معلمات غير صالحة`,
  },
  rate_limit: {
    en: `Spam protection, wait 7 seconds
      Too many requests
      Rate limit exceeded
      too_many_requests
      Please wait 30 seconds before the next request
      You are sending requests too fast
      Request limit reached
      Slow down!
      API rate limit exceeded for your account
      Too many attempts. Please try again in 60 seconds.
      Flood control is active
      You have exceeded the limit of 60 requests per minute
      Requests are being throttled
      Try again in 5 seconds
      Rate limited
      You have reached your request limit
      Limit exceeded. Try later
      Please slow down your requests
      429 Too Many Requests
      Maximum number of requests exceeded
      You can only make 1 request per second
      Request quota exhausted
      API limit reached
      Please wait a moment before trying again
      Anti-flood: wait 3 sec
      İstek limitine ulaştınız
      You are being rate limited
      Too many API calls
      Wait 10 sec
      Too frequent requests
      Please try again after 1 minute
      Requests limit exceeded
      Hourly limit reached
      Spam detected
      Slow down, please
      Too Many Attempts.
      İstek sıklığı aşıldı`,
    tr: `Çok fazla istek gönderdiniz
      Lütfen 7 saniye bekleyin
      Spam koruması
      İstek limiti aşıldı
      Çok sık istek gönderiyorsunuz
      İstek sınırını aştınız
      Çok hızlı işlem yapıyorsunuz
      30 saniye sonra tekrar deneyin
      Kotanız doldu
      Lütfen biraz bekleyiniz
      Dakikalık istek limitiniz doldu
      Çok fazla deneme yaptınız
      Lütfen 10 sn bekleyiniz
      Hız sınırı aşıldı
      Çok fazla sorgu
      Daha yavaş
      Çok fazla istek
      Spam engeli
      5 saniyede bir istek atabilirsiniz`,
    id: `Terlalu banyak permintaan
      Tunggu 7 detik
      Mohon tunggu beberapa saat
      Anda terlalu sering melakukan request
      Batas permintaan terlampaui
      Melebihi batas permintaan per menit
      Proteksi spam aktif
      Terlalu cepat, coba lagi dalam 10 detik
      Limit request tercapai
      Silakan tunggu 1 menit
      Anda telah melebihi limit
      Terlalu banyak request
      Silahkan tunggu 5 detik lagi
      Batas request tercapai
      Request terlalu cepat
      Anda mencapai batas permintaan
      Terlalu banyak permintaan, coba beberapa saat lagi
      Anda terdeteksi spam
      Harap tunggu sebentar
      Kuota habis
      Limit tercapai`,
    ru: `Слишком много запросов
      Подождите 7 секунд
      Превышен лимит запросов
      Слишком частые запросы
      Защита от спама
      Вы отправляете запросы слишком часто
      Лимит запросов исчерпан
      Повторите через 30 секунд
      Превышено количество запросов
      Ожидайте 1 минуту
      Вы превысили лимит обращений
      Слишком много попыток
      Подождите немного
      Попробуйте через 5 минут
      Превышена частота запросов
      Слишком много обращений
      Много запросов
      Слишком быстро
      Лимит превышен
      Пожалуйста, подождите
      Флуд-контроль`,
    pt: `Muitas solicitações
      Muitas requisições, tente mais tarde
      Aguarde 7 segundos
      Limite de requisições excedido
      Você excedeu o limite de requisições
      Proteção contra spam
      Requisições em excesso: excesso de chamadas
      Espere 10 segundos antes de tentar novamente
      Limite atingido
      Você está enviando muito rápido
      Demasiados pedidos
      Limite de solicitações excedido
      Tente novamente em 10 segundos
      Você atingiu o limite de requisições
      Aguarde um momento
      Taxa de requisições excedida
      Muitas tentativas, aguarde
      Limite excedido
      Excesso de requisições
      Tente novamente em 1 minuto
      Limite de taxa excedido
      Intente de nuevo en 30 segundos`,
    es: `Demasiadas solicitudes
      Demasiadas peticiones
      Espere 7 segundos
      Límite de solicitudes excedido
      Ha excedido el límite de peticiones
      Protección contra spam
      Límite alcanzado
      Muchas solicitudes en poco tiempo
      Por favor espera 10 segundos
      Límite de peticiones superado
      Está enviando solicitudes muy rápido
      Límite de velocidad excedido
      Inténtelo de nuevo en 10 segundos
      Ha alcanzado el límite de solicitudes
      Espere un momento
      Tasa de solicitudes excedida
      Muchas peticiones
      Exceso de solicitudes
      Límite excedido
      Demasiados intentos`,
    ar: `طلبات كثيرة جدا
      انتظر 7 ثواني
      تم تجاوز الحد المسموح
      لقد تجاوزت حد الطلبات
      عدد كبير جدا من الطلبات
      يرجى الانتظار 30 ثانية
      الكثير من الطلبات
      حماية من الرسائل المزعجة
      يرجى الانتظار قليلا
      لقد تجاوزت الحد الأقصى للطلبات
      محاولات كثيرة، حاول لاحقا
      تم تجاوز عدد الطلبات المسموح به
      حاول مرة أخرى بعد 10 ثوان
      تجاوزت عدد الطلبات
      الرجاء الانتظار
      عدد الطلبات كبير جدا
      لقد وصلت إلى الحد الأقصى
      طلبات كثيرة
      تجاوز الحد
      يرجى الانتظار دقيقة
      كثرة الطلبات
      انتظر قليلا`,
  },
  maintenance: {
    en: `The site is under maintenance
      Maintenance mode
      We are currently undergoing scheduled maintenance
      API is temporarily unavailable
      Service temporarily disabled
      System upgrading, be back soon
      maintenance_mode
      Down for maintenance
      API maintenance in progress, please wait
      Our panel is being updated
      Temporarily closed
      We'll be back soon
      Site under maintenance, please come back later
      API under maintenance
      System maintenance in progress
      Panel is currently in maintenance mode
      The service is down for maintenance
      Temporarily unavailable due to upgrade
      Site is closed for maintenance
      Maintenance
      Under maintenance
      We are performing maintenance
      Site is temporarily down for maintenance
      We are updating our system
      Be right back
      Service is temporarily unavailable`,
    tr: `Sitemiz bakımda
      Bakım çalışması yapılmaktadır
      Sistem bakımdadır
      Bakım modu
      Sistem güncelleniyor
      Şu anda bakım nedeniyle hizmet veremiyoruz
      API geçici olarak kapalıdır
      Panelimiz bakıma alınmıştır
      Planlı bakım
      Güncelleme yapılıyor, lütfen bekleyin
      Bakım çalışmamız devam ediyor
      Bakım nedeniyle kapalıyız
      Sistem bakım modunda
      Sunucu bakımı
      Kısa süreli bakım
      Sistemimiz şu an bakımda
      Bakım
      Bakım var
      Site bakımda
      Geçici bakım
      Güncelleme nedeniyle kapalı`,
    id: `Sedang dalam pemeliharaan
      Website sedang maintenance
      Sistem sedang dalam perbaikan
      Situs dalam perawatan
      Mohon maaf, sedang ada perbaikan sistem
      Server sedang diperbaiki
      API sedang maintenance
      Layanan sementara tidak tersedia
      Kami sedang melakukan pemeliharaan
      Mode pemeliharaan
      Panel ditutup sementara
      Maintenance sedang berlangsung
      Web sedang maintenance
      Sedang dalam perbaikan sistem
      Sistem sedang maintenance, coba lagi nanti
      Sedang ada pemeliharaan rutin
      Maintenance mode aktif
      Pemeliharaan sistem
      Sistem maintenance
      Sedang diperbaiki
      Server sedang maintenance`,
    ru: `Ведутся технические работы
      Сайт на техническом обслуживании
      Технические работы
      Идут техработы
      Сервис временно недоступен
      Профилактические работы
      API временно отключен
      Сайт обновляется
      Режим обслуживания
      Проводится плановое техобслуживание: технические работы
      Ведутся работы на сервере
      Сайт закрыт на техническое обслуживание
      Сервер на техобслуживании
      Проводятся технические работы
      Сайт временно не работает
      API временно недоступно
      На техобслуживании
      Технический перерыв
      Сайт временно закрыт
      Обновление сайта
      Плановые работы`,
    pt: `Site em manutenção
      Estamos em manutenção
      Sistema em manutenção
      Manutenção programada
      API temporariamente indisponível
      Serviço temporariamente fora do ar
      Modo de manutenção
      Painel em atualização
      Em manutenção, voltaremos em breve
      Estamos atualizando o sistema
      Voltaremos logo
      O sistema está em manutenção
      Painel em manutenção
      Fora do ar para manutenção
      Serviço temporariamente indisponível
      Manutenção
      Manutenção em andamento
      Estamos em manutenção programada
      Sistema fora do ar para manutenção`,
    es: `Sitio en mantenimiento
      Estamos en mantenimiento
      Sistema en mantenimiento
      Mantenimiento programado
      API temporalmente no disponible
      Servicio temporalmente fuera de línea
      Modo mantenimiento
      Panel en actualización
      En mantenimiento, volveremos pronto
      Estamos actualizando el sistema
      Volveremos en breve
      El sistema está en mantenimiento
      Cerrado por mantenimiento
      Servicio temporalmente no disponible
      Panel en mantenimiento
      Fuera de servicio por mantenimiento
      Mantenimiento en curso
      Estamos realizando mantenimiento
      Fuera de línea por mantenimiento
      Página en mantenimiento`,
    ar: `الموقع تحت الصيانة
      الموقع قيد الصيانة
      صيانة
      نحن في وضع الصيانة
      النظام تحت الصيانة حاليا
      أعمال صيانة مجدولة
      الخدمة غير متاحة مؤقتا
      الموقع مغلق للصيانة
      جاري الصيانة
      اللوحة قيد التحديث
      سنعود قريبا
      الموقع في صيانة
      جاري صيانة الموقع
      الموقع مغلق مؤقتا للصيانة
      الخدمة متوقفة للصيانة
      النظام قيد الصيانة
      تحت الصيانة
      صيانة الموقع
      نقوم حاليا بأعمال الصيانة
      الموقع متوقف للصيانة`,
  },
  address_not_allowed: {
    en: `IP not allowed
      Your IP address is not whitelisted
      This IP is blocked
      IP address not authorized for this key
      Access from your IP is forbidden
      ip_not_whitelisted
      Your IP is banned
      IP is not in the allowed list
      Invalid IP address
      Requests from this IP are not permitted`,
    tr: `IP adresiniz yetkili değil
      IP adresine izin verilmedi
      IP adresiniz engellendi
      Bu IP adresi kayıtlı değil
      IP izinli değil
      IP adresiniz beyaz listede değil
      IP adresiniz tanımlı değil
      Bu IP için izin yok
      IP yetkisiz
      IP adresiniz yasaklandı`,
    id: `IP tidak diizinkan
      IP anda tidak terdaftar
      Alamat IP tidak diizinkan
      IP diblokir
      IP belum terdaftar di whitelist
      IP anda tidak memiliki akses
      IP address tidak sah
      IP Anda ditolak
      IP ini dilarang
      IP belum di whitelist`,
    ru: `IP-адрес не разрешён
      Ваш IP заблокирован
      Доступ с вашего IP запрещен
      IP не в белом списке
      IP адрес не добавлен
      Запрос с этого IP отклонен
      Ваш IP отсутствует в списке
      IP не авторизован
      API недоступен с вашего IP
      IP-адрес не допускается`,
    pt: `IP não autorizado
      Seu IP não está na lista
      IP bloqueado
      Endereço IP não permitido
      IP não liberado
      Acesso negado para este IP
      IP proibido
      Este IP foi recusado
      IP não cadastrado
      Seu IP não está autorizado`,
    es: `IP no autorizada
      Su IP no está en la lista blanca
      IP bloqueada
      Dirección IP no permitida
      Acceso denegado desde esta IP
      IP prohibida
      IP rechazada
      Su IP no está autorizada
      Su IP no está registrada
      No se permite esta IP`,
    ar: `عنوان IP غير مسموح
      عنوان IP محظور
      عنوان IP غير مصرح به
      IP غير مدرج في القائمة البيضاء
      تم حظر عنوان IP الخاص بك
      عنوان IP مرفوض
      عنوان IP غير مسجل
      IP ممنوع
      لا يسمح بالوصول من هذا IP
      عنوان IP غير مضاف`,
  },
};

/** Sentences that mean none of this: they stay unknown, and are kept. */
export const UNKNOWN_WORDINGS = `Insufficient funds
  Not enough balance
  Order not found
  Something went wrong
  An error occurred, try again later
  Neden olmasın
  Terjadi kesalahan
  Внутренняя ошибка
  Произошла ошибка
  Erro interno
  Ocorreu um erro inesperado
  Se ha producido un error
  Error interno del servidor
  حدث خطأ ما
  SQLSTATE[42S02]: Base table or view not found
  Service ID is wrong
  Internal Server Error
  Empty Data
  Bir hata oluştu
  Saldo tidak cukup
  Quantity is less than minimal 50
  Maximum execution time of 30 seconds exceeded
  Access denied for user 'panel'@'localhost' (using password: YES)
  Call to undefined method User::find()
  Operation timed out after 30 seconds
  Your account balance is not enough for this order
  Bakiyeniz yetersiz
  Недостаточно средств на балансе
  Saldo insuficiente
  رصيدك غير كاف
  Undefined offset: 1
  Layanan tidak ditemukan
  Servis bulunamadı
  Услуга не найдена
  42
  Internal error
  Unexpected error
  Service not found
  Invalid service id
  Not enough credits
  Database error
  Link is invalid
  Failed
  Order is not cancelable
  Beklenmeyen hata
  Servis pasif
  Link hatalı
  Terjadi kesalahan sistem
  Layanan tidak aktif
  Link salah
  Неизвестная ошибка
  Сервис не найден
  Неверная ссылка
  Erro desconhecido
  Serviço não encontrado
  Link inválido
  Error desconocido
  Servicio no encontrado
  Enlace inválido
  خطأ غير معروف
  الخدمة غير موجودة
  رابط غير صالح
  Insufficient balance
  Hello`;
